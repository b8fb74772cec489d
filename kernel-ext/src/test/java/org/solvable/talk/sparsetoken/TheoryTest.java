package org.solvable.talk.sparsetoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.solvable.model.Run;
import org.solvable.model.Solution;
import org.solvable.model.Status;

/** The reference values of the theory sheet, found there by an independent programme, and the limits of the formulas. */
class TheoryTest {

    private static final Offset<Double> TEN_DIGITS = within(1.5e-10);
    private static final ReadoutModel PAIR =
            new ReadoutModel(2, 1, 3, 0.4, 0.7, 1.2, 1.7, 0, Loss.SQUARE, Classifier.ATTENTION);

    /** Rows 1 to 3. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 0.6270597129, 0.7015945971, 0.1435270009, 0.0635826258",
        "2, 0.8494725207, 0.9074919062, 0.1059481005, 0.0500650016",
        "8, 0.9550045963, 0.9755148671, 0.0942403841, 0.0467851128"
    })
    void logisticStepsAlignAsInTheSheet(double alpha0, double cosW, double cosQ, double normW, double normQ) {
        check(TheoryAlignment.overlaps(AlignmentModel.standard().withAlpha0(alpha0)), cosW, cosQ, normW, normQ);
    }

    /** Rows 4 and 5. */
    @Test
    void squareAndHingeStepsAlignAsInTheSheet() {
        check(
                TheoryAlignment.overlaps(new AlignmentModel(5, 2, 3, 0.4, 1, 1.5, 1.5, 1, 0, Loss.SQUARE, 0.5)),
                0.6045512662,
                -0.3624013014,
                1.1909659945,
                0.4811426430);
        check(
                TheoryAlignment.overlaps(new AlignmentModel(10, 1, 5, 0.5, 1, 4, 4, 1, 0, Loss.HINGE, 1)),
                0.6201736729,
                0.7062498926,
                1.6124515497,
                0.7274865512);
    }

    private static void check(Alignment a, double cosW, double cosQ, double normW, double normQ) {
        assertThat(a.cosW()).isCloseTo(cosW, TEN_DIGITS);
        assertThat(a.cosQ()).isCloseTo(cosQ, TEN_DIGITS);
        assertThat(a.normW()).isCloseTo(normW, TEN_DIGITS);
        assertThat(a.normQ()).isCloseTo(normQ, TEN_DIGITS);
    }

    /** Section 4: the constant, and that 1 - |s_q| truly falls as C/α₀. */
    @Test
    void theAlignmentApproachesOneAtTheStatedRate() {
        AlignmentModel model = AlignmentModel.standard();
        double c = TheoryAlignment.overlaps(model).rate();
        assertThat(c).isCloseTo(0.19966347, within(1e-8));
        double last = 1;
        for (double alpha0 : new double[] {1e2, 1e4, 1e6}) {
            double s = TheoryAlignment.overlaps(model.withAlpha0(alpha0)).cosQ();
            double off = Math.abs(alpha0 * (1 - s) / c - 1);
            assertThat(off).isLessThan(2 / alpha0 * 10).isLessThan(last);
            last = off;
        }
        Alignment population = TheoryAlignment.overlaps(model.withAlpha0(Double.POSITIVE_INFINITY));
        assertThat(population.cosQ()).isCloseTo(1, within(1e-14));
    }

    /** Section 4: too rare positives turn the query away, and a bias at the class rate repairs it. */
    @Test
    void rarePositivesTurnTheQueryAway() {
        AlignmentModel model = new AlignmentModel(10, 1, 5, 0.1, 1, 1e-6, 1e-6, 1, 0, Loss.LOGISTIC, 2);
        assertThat(TheoryAlignment.overlaps(model).cosQ()).isCloseTo(-0.145, within(1e-3));
        AlignmentModel repaired = model.withSteps(0.5, 0.5).withB0(Math.log(1.0 / 9));
        assertThat(TheoryAlignment.overlaps(repaired).cosQ()).isCloseTo(0.806, within(5e-4));
        double critical = TheoryAlignment.overlaps(model).piCritical();
        assertThat(critical).isCloseTo(1 / (25 / 10.0 + 2), within(1e-14));
        AlignmentModel many = model.withAlpha0(Double.POSITIVE_INFINITY);
        assertThat(TheoryAlignment.signChange(many).orElseThrow()).isCloseTo(critical, within(1e-5));
        assertThat(TheoryAlignment.overlaps(many.withPi(critical - 0.01)).cosQ())
                .isNegative();
        assertThat(TheoryAlignment.overlaps(many.withPi(critical + 0.01)).cosQ())
                .isPositive();
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void noSignalMeansNoAlignment(Loss loss) {
        AlignmentModel model = new AlignmentModel(10, 3, 0, 0.3, 1, 0.5, 0.5, 1, 0.2, loss, 2);
        Solution<Alignment> s = TheoryAlignment.solve(model);
        assertThat(s.outputs().cosQ()).isZero();
        assertThat(s.outputs().cosW()).isZero();
        assertThat(s.outputs().normQ()).isPositive();
        assertThat(s.message()).contains("theta = 0");
    }

    /** Row 9. */
    @Test
    void linearSquareReadoutsAreAsInTheSheet() {
        Readout pooled = solve(ReadoutModel.standard().withClassifier(Classifier.POOLED));
        assertThat(pooled.test()).isCloseTo(0.3384306573, TEN_DIGITS);
        assertThat(pooled.loss()).isCloseTo(0.1538461676, TEN_DIGITS);
        assertThat(pooled.train()).isCloseTo(0.0668072090, TEN_DIGITS);
        assertThat(solve(ReadoutModel.standard().withClassifier(Classifier.VECTORIZED))
                        .test())
                .isCloseTo(0.4068318007, TEN_DIGITS);
    }

    /** Rows 10 and 11. */
    @Test
    void linearLogisticAndHingeReadoutsAreAsInTheSheet() {
        ReadoutModel base = ReadoutModel.standard().withAlpha1(3).withLambda(0.01);
        Readout logistic = solve(base.withLoss(Loss.LOGISTIC).withClassifier(Classifier.POOLED));
        assertThat(logistic.test()).isCloseTo(0.274108272, within(1e-8));
        assertThat(logistic.loss()).isCloseTo(0.364164650, within(1e-8));
        assertThat(logistic.train()).isCloseTo(0.120391954, within(1e-8));
        Readout hinge = solve(base.withLoss(Loss.HINGE).withClassifier(Classifier.VECTORIZED));
        assertThat(hinge.test()).isCloseTo(0.3935107763, within(1e-9));
        assertThat(hinge.loss()).isLessThan(1e-8);
    }

    /** Row 12: the law of two tokens needs no sampling. */
    @Test
    void squareReadoutOfTwoTokensIsAsInTheSheet() {
        Readout more = solve(PAIR);
        assertThat(more.test()).isCloseTo(0.2317280272, TEN_DIGITS);
        assertThat(more.loss()).isCloseTo(0.0752976775, TEN_DIGITS);
        assertThat(solve(PAIR.withAlpha1(0.6)).test()).isCloseTo(0.2691665008, TEN_DIGITS);
    }

    /** Row 13. */
    @Test
    void hingeAndLogisticReadoutsOfTwoTokensAreAsInTheSheet() {
        Readout hinge = solve(PAIR.withAlpha1(2).withLoss(Loss.HINGE).withLambda(0.01));
        assertThat(hinge.test()).isCloseTo(0.1925586157, within(1e-9));
        assertThat(hinge.loss()).isCloseTo(8.251e-7, within(1e-10));
        Readout logistic = solve(PAIR.withAlpha1(2).withLoss(Loss.LOGISTIC).withLambda(0.05));
        assertThat(logistic.test()).isCloseTo(0.1394517544, within(1e-9));
        assertThat(logistic.loss()).isCloseTo(0.1588199711, within(1e-9));
    }

    /** Row 15, within the sheet's tolerances for sampled laws. */
    @Test
    void readoutsOfTenTokensAreAsInTheSheet() {
        ReadoutModel model = ReadoutModel.standard();
        FeatureLaw law = model.law(FeatureLaw.NODES);
        Readout square = TheoryReadout.readout(model, law);
        assertThat(square.test()).isCloseTo(0.11754, within(0.0022));
        assertThat(square.loss()).isCloseTo(0.05674, within(0.0012));
        Readout few = TheoryReadout.readout(model.withAlpha1(0.5).withLambda(0), law);
        assertThat(few.test()).isCloseTo(0.13164, within(0.003));
        assertThat(few.loss()).isZero();
        ReadoutModel three = model.withAlpha1(3).withLambda(0.01);
        assertThat(TheoryReadout.readout(three.withLoss(Loss.HINGE), law).test())
                .isCloseTo(0.05487, within(0.0018));
        assertThat(TheoryReadout.readout(three.withLoss(Loss.LOGISTIC), law).test())
                .isCloseTo(0.03822, within(0.0015));
        assertThat(law.meanAttention()).isCloseTo(0.757, within(0.002));
    }

    /** Section 10, agreement table: the whole chain. */
    @Test
    void theChainIsAsInTheSheet() {
        Errors square = Theory.errors(Model.standard());
        assertThat(square.test()).isCloseTo(0.0959, within(0.002));
        assertThat(square.loss()).isCloseTo(0.0425, within(0.001));
        assertThat(square.alignment()).isCloseTo(0.9488, within(5e-5));
        assertThat(square.sharpness()).isCloseTo(1.0804, within(5e-5));
        assertThat(square.testPooled()).isCloseTo(0.3384306573, TEN_DIGITS);
        assertThat(square.testVectorized()).isCloseTo(0.4068318007, TEN_DIGITS);
        Model three = Model.standard().withAlpha(2, 3);
        Errors logistic = Theory.errors(three.withReadout(Loss.LOGISTIC, 0.01));
        assertThat(logistic.test()).isCloseTo(0.0301, within(0.0015));
        assertThat(logistic.loss()).isCloseTo(0.0356, within(0.001));
        assertThat(Theory.errors(three.withReadout(Loss.HINGE, 0.01)).test()).isCloseTo(0.0433, within(0.0018));
    }

    /** Section 10: vectorized logistic. */
    @Test
    void vectorizedLogisticIsAsInTheSheet() {
        Readout r = solve(new ReadoutModel(4, 2, 3, 0.5, 0, 0, 8, 0.01, Loss.LOGISTIC, Classifier.VECTORIZED));
        assertThat(r.test()).isCloseTo(0.1187, within(5e-5));
        assertThat(r.loss()).isCloseTo(0.0437, within(5e-5));
    }

    /** β = 0, or B = 0: attention is the average, whatever the query. */
    @ParameterizedTest
    @CsvSource({
        "SQUARE, 0.1",
        "SQUARE, 0",
        "LOGISTIC, 0.05",
        "LOGISTIC, 0.001",
        "HINGE, 0.02",
    })
    void attentionWithoutSharpnessIsTheAverage(Loss loss, double lambda) {
        ReadoutModel model =
                ReadoutModel.standard().withLoss(loss).withLambda(lambda).withAlpha1(3.5);
        Readout pooled = solve(model.withClassifier(Classifier.POOLED));
        for (double s : new double[] {-1, 0, 0.6, 1}) {
            Readout attention = solve(model.withQuery(s, 0));
            assertThat(attention.test()).isCloseTo(pooled.test(), within(1e-10));
            assertThat(attention.loss()).isCloseTo(pooled.loss(), within(1e-10));
            assertThat(attention.train()).isCloseTo(pooled.train(), within(1e-10));
            assertThat(attention.cosW()).isCloseTo(pooled.cosW(), within(1e-9));
        }
        Errors chain = Theory.errors(
                Model.standard().withBeta(0).withReadout(loss, lambda).withAlpha(2, 3.5));
        assertThat(chain.test()).isCloseTo(chain.testPooled(), within(1e-10));
        assertThat(chain.loss()).isCloseTo(chain.lossPooled(), within(1e-10));
    }

    /** Every token is informative: attention and average have the same signal, and the average the least noise. */
    @Test
    void allTokensInformative() {
        Model all = new Model(4, 4, 1.5, 0.5, 1, 0.5, 0.5, 5, 0, Loss.LOGISTIC, 2, Loss.SQUARE, 4, 1e-3);
        Errors e = Theory.errors(all);
        assertThat(e.attention()).isCloseTo(1, within(1e-12));
        assertThat(e.test()).isBetween(e.testPooled(), 0.5);
        assertThat(Math.abs(e.alignment())).isBetween(0.1, 1.0);
    }

    /** Without signal nobody can do better than the commoner class; with balanced classes every error is one half. */
    @ParameterizedTest
    @EnumSource(Loss.class)
    void noSignalMeansNoDetection(Loss loss) {
        ReadoutModel none = ReadoutModel.standard()
                .withTheta(0)
                .withAlpha1(4)
                .withLambda(0.1)
                .withLoss(loss);
        assertThat(solve(none).test()).isCloseTo(0.5, within(0.003));
        assertThat(solve(none.withClassifier(Classifier.POOLED)).test()).isCloseTo(0.5, within(1e-9));
        Readout endless = solve(none.withClassifier(Classifier.POOLED).withLambda(1000));
        assertThat(endless.test()).isCloseTo(0.5, within(1e-9));
    }

    /** Nearly all sequences in one class: the error is that of always saying so, for every loss and on both sides. */
    @ParameterizedTest
    @CsvSource({
        "SQUARE, 1e-6",
        "SQUARE, 0.999999",
        "LOGISTIC, 1e-6",
        "LOGISTIC, 0.999999",
        "HINGE, 1e-6",
        "HINGE, 0.999999"
    })
    void oneClassNearlyAlone(Loss loss, double pi) {
        Model model = Model.standard().withPi(pi).withReadout(loss, 0.01);
        Solution<Errors> s = Theory.solve(model, Run.quiet());
        assertThat(s.status()).isEqualTo(Status.CONVERGED);
        assertThat(s.outputs().test()).isBetween(0.0, 1.05e-6);
        assertThat(s.outputs().testPooled()).isBetween(0.0, 1.05e-6);
        assertThat(s.outputs().testVectorized()).isBetween(0.0, 1.05e-6);
    }

    /** One token leaves attention nothing to choose; the readout alone is still defined. */
    @Test
    void oneToken() {
        ReadoutModel one = new ReadoutModel(1, 1, 2, 0.5, 0.3, 7, 3, 0.01, Loss.SQUARE, Classifier.ATTENTION);
        Readout pooled = solve(one.withClassifier(Classifier.POOLED));
        assertThat(solve(one).test()).isCloseTo(pooled.test(), within(1e-10));
        assertThat(solve(one.withClassifier(Classifier.VECTORIZED)).test()).isCloseTo(pooled.test(), within(1e-10));
        assertThatThrownBy(() -> new AlignmentModel(1, 1, 2, 0.5, 1, 1, 1, 1, 0, Loss.SQUARE, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("L = 1");
    }

    /** Separable data and no ridge: a status with a sentence, and no number that looks like an error. */
    @ParameterizedTest
    @CsvSource({"LOGISTIC, ATTENTION, 10", "HINGE, ATTENTION, 10", "LOGISTIC, POOLED, 2.9", "HINGE, VECTORIZED, 29"})
    void belowTheCapacityThereIsNoReadoutWithoutRidge(Loss loss, Classifier classifier, double alpha1) {
        ReadoutModel model = ReadoutModel.standard()
                .withAlpha1(alpha1)
                .withLambda(0)
                .withLoss(loss)
                .withClassifier(classifier);
        Solution<Readout> s = TheoryReadout.solve(model, Run.quiet());
        assertThat(s.status()).isEqualTo(Status.DIVERGENT);
        assertThat(s.message()).contains("separable").contains("lambda > 0");
        assertThat(s.outputs().test()).isNaN();
        assertThat(s.outputs().loss()).isZero();
    }

    /** Above it there is one, and a small ridge leads to it. */
    @ParameterizedTest
    @EnumSource(names = {"LOGISTIC", "HINGE"})
    void aboveTheCapacityTheRidgeMayVanish(Loss loss) {
        ReadoutModel model = ReadoutModel.standard()
                .withClassifier(Classifier.POOLED)
                .withAlpha1(6)
                .withLoss(loss);
        Readout without = solve(model.withLambda(0));
        Readout little = solve(model.withLambda(1e-7));
        assertThat(without.test()).isBetween(0.2, 0.35);
        assertThat(little.test()).isCloseTo(without.test(), within(1e-5));
        assertThat(little.loss()).isCloseTo(without.loss(), within(1e-4));
    }

    @Test
    void theInterpolationPeakIsRefusedAndFiniteAroundIt() {
        ReadoutModel model = ReadoutModel.standard().withLambda(0);
        Solution<Readout> peak = TheoryReadout.solve(model.withAlpha1(1), Run.quiet());
        assertThat(peak.status()).isEqualTo(Status.DIVERGENT);
        assertThat(peak.message()).contains("interpolation peak");
        FeatureLaw law = model.law(20_000);
        double before = TheoryReadout.readout(model.withAlpha1(0.98), law).test();
        double after = TheoryReadout.readout(model.withAlpha1(1.02), law).test();
        assertThat(before).isBetween(0.3, 0.5);
        assertThat(after).isBetween(0.3, 0.5);
    }

    /** Section 10: α₁ (E - E^∞) is constant, for all three kinds of features. */
    @ParameterizedTest
    @EnumSource(Classifier.class)
    void theSquareLossApproachesItsLimitAsOneOverTheData(Classifier classifier) {
        ReadoutModel model = ReadoutModel.standard().withLambda(0).withClassifier(classifier);
        FeatureLaw law = model.law(FeatureLaw.NODES);
        double limit = TheoryReadout.endless(law);
        assertThat(solve(model.withAlpha1(Double.POSITIVE_INFINITY)).test()).isCloseTo(limit, within(1e-12));
        double[] scaled = new double[3];
        for (int k = 0; k < 3; k++) {
            double alpha = Math.pow(10, k + (classifier == Classifier.VECTORIZED ? 4 : 3));
            scaled[k] =
                    alpha * (TheoryReadout.readout(model.withAlpha1(alpha), law).test() - limit);
        }
        assertThat(scaled[0] / scaled[2]).isCloseTo(1, within(0.02));
        assertThat(scaled[1] / scaled[2]).isCloseTo(1, within(0.002));
        if (classifier == Classifier.ATTENTION) {
            assertThat(scaled[2]).isCloseTo(0.0609, within(0.001));
        }
    }

    /** Row 14, and Cover's counting where nothing tells the classes apart. */
    @Test
    void capacitiesAreAsInTheSheet() {
        CapacityModel model = CapacityModel.standard();
        Capacity c = TheoryCapacity.solve(model, Run.quiet()).orThrow();
        assertThat(c.pooled()).isCloseTo(2.9500752948, TEN_DIGITS);
        assertThat(c.vectorized()).isCloseTo(29.500752948, within(1.5e-9));
        assertThat(c.attention()).isCloseTo(17.49, within(0.7));
        assertThat(TheoryCapacity.attention(new CapacityModel(2, 1, 3, 0.4, 0.7, 1.2), 16))
                .isCloseTo(5.42960852, within(1e-8));
        CapacityModel cover = model.withTheta(0);
        assertThat(TheoryCapacity.pooled(cover)).isCloseTo(2, within(1e-10));
        assertThat(TheoryCapacity.vectorized(cover)).isCloseTo(20, within(1e-9));
        assertThat(TheoryCapacity.pooled(cover.withPi(0.2))).isGreaterThan(2.1);
        assertThat(TheoryCapacity.attention(new CapacityModel(4, 1, 3, 0.5, 0.6, 1), FeatureLaw.NODES))
                .isCloseTo(3.79, within(0.05));
        for (double s : new double[] {-0.5, 0, 1}) {
            assertThat(TheoryCapacity.attention(model.withQuery(s, 0), 16)).isCloseTo(c.pooled(), within(1e-9));
        }
    }

    /** Section 7: attention's capacity against the alignment of the query. */
    @ParameterizedTest
    @CsvSource({"0, 2.32, 0.03", "0.2, 3.05, 0.05", "0.5, 6.70, 0.2", "0.8, 17.6, 0.7", "0.95, 23.4, 1", "1, 24.6, 1"})
    void capacityGrowsWithAlignment(double s, double capacity, double tolerance) {
        double found = TheoryCapacity.attention(CapacityModel.standard().withQuery(s, 1), FeatureLaw.NODES);
        assertThat(found).isCloseTo(capacity, within(tolerance));
    }

    /** Section 9: below these alignments the random weights of attention only add noise. */
    @ParameterizedTest
    @CsvSource({"1, 0.194", "2, 0.278"})
    void attentionLosesWithAPoorQuery(double sharpness, double critical) {
        double s = TheoryReadout.criticalAlignment(CapacityModel.standard().withQuery(0, sharpness), 50_000)
                .orElseThrow();
        assertThat(s).isCloseTo(critical, within(0.004));
    }

    /** Section 9: sharper attention at s = 0.7, α₁ = 2, λ = 0.05. */
    @ParameterizedTest
    @CsvSource({"0, 0.296", "0.5, 0.106", "1, 0.099", "2, 0.084", "4, 0.081"})
    void sharpnessHelps(double sharpness, double test) {
        ReadoutModel model = ReadoutModel.standard().withQuery(0.7, sharpness).withLambda(0.05);
        assertThat(solve(model).test()).isCloseTo(test, within(0.002));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
    void badShares(double pi) {
        assertThatThrownBy(() -> Model.standard().withPi(pi))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pi = ");
    }

    @Test
    void badValuesAreNamed() {
        Model m = Model.standard();
        assertThatThrownBy(() -> m.withTheta(-1)).hasMessageContaining("theta = -1");
        assertThatThrownBy(() -> m.withBeta(-1)).hasMessageContaining("beta = -1");
        assertThatThrownBy(() -> m.withAlpha(0, 1)).hasMessageContaining("alpha_0 = 0");
        assertThatThrownBy(() -> m.withAlpha(1, Double.NaN)).hasMessageContaining("alpha_1 = NaN");
        assertThatThrownBy(() -> m.withReadout(Loss.HINGE, -1)).hasMessageContaining("lambda = -1");
        assertThatThrownBy(() -> AlignmentModel.standard().withSteps(0, 1)).hasMessageContaining("eta_w = 0");
        assertThatThrownBy(() -> ReadoutModel.standard().withQuery(1.01, 1)).hasMessageContaining("s = 1.01");
        assertThatThrownBy(() -> ReadoutModel.standard().withQuery(1, -1)).hasMessageContaining("B = -1");
        assertThatThrownBy(() -> OracleModel.standard().withInformative(11)).hasMessageContaining("R = 11");
        assertThatThrownBy(() -> ReadoutModel.standard().withLoss(Loss.HINGE).withAlpha1(Double.POSITIVE_INFINITY))
                .hasMessageContaining("alpha_1 = inf");
    }

    private static Readout solve(ReadoutModel model) {
        return TheoryReadout.solve(model, Run.quiet()).orThrow();
    }
}
