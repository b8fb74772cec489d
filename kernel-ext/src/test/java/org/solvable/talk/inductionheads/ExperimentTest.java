package org.solvable.talk.inductionheads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.solvable.model.Measurement;
import org.solvable.model.Models;
import org.solvable.model.Run;
import org.solvable.model.Status;

class ExperimentTest {

    @Test
    void competitorsHaveTheirKnownLosses() {
        Model m = Model.standard()
                .with("d", 4)
                .with("k", 1)
                .with("alpha", .5)
                .with("L", 60)
                .with("M", 2)
                .with("H", 2);
        ExperimentSettings x = ExperimentSettings.standard()
                .with("steps", 0)
                .with("tests", 20000)
                .with("B", 10)
                .with("replicas", 1);
        Measurement r = Experiment.measure(m, x, Run.quiet());
        assertThat(r.output("a_star").mean()).isCloseTo(3.261, within(.1));
        assertThat(r.output("gih").mean()).isCloseTo(.9814, within(.015));
        assertThat(r.output("bayes").mean()).isCloseTo(.9346, within(.015));
        assertThat(r.output("unigram").mean()).isCloseTo(1.2399, within(.015));
        assertThat(r.output("oracle").mean()).isCloseTo(.8607, within(.015));
    }

    /** Simulation knows nothing of the replicator equation; at finite L the gains differ by a few per cent. */
    @Test
    void selectionOfParentsFollowsTheReplicator() {
        Model m = Model.standard();
        for (double t : new double[] {4, 8}) {
            ExperimentSettings x = ExperimentSettings.standard()
                    .with("stage", "parents")
                    .with("steps", (int) (t / .02))
                    .with("replicas", 2);
            Measurement r = Experiment.measure(m, x, Run.quiet());
            double theory = Theory.of(m, Run.quiet()).shares(t)[4];
            assertThat(r.output("p").mean()).isCloseTo(theory, within(.05 * theory));
            assertThat(r.output("c_d").mean()).isCloseTo(.07, within(2e-4));
        }
    }

    @Test
    void copiersConcentrateAsInTheFlow() {
        Model m = Model.standard().with("w_plus", 1.5).with("t", 10000.0).with("kernels", 400);
        ExperimentSettings x = ExperimentSettings.standard()
                .with("stage", "copiers")
                .with("lr_w", 50.0)
                .with("steps", 200)
                .with("replicas", 3);
        double blur = Experiment.measure(m, x, Run.quiet()).output("blur").mean();
        assertThat(blur / Theory.solve(m, Run.quiet()).output("blur")).isBetween(.8, 1.25);
    }

    @Test
    void classifierStopsWhereTheSheetSays() {
        ExperimentSettings x = ExperimentSettings.standard()
                .with("stage", "classifier")
                .with("steps", 1000)
                .with("replicas", 2);
        Measurement r = Experiment.measure(Model.standard(), x, Run.quiet());
        assertThat(r.output("a").mean()).isCloseTo(4.57385, within(.25));
        assertThat(r.output("loss").mean()).isCloseTo(.53948, within(.03));
        assertThat(r.output("tv").mean()).isLessThan(1e-12);
        double predicted = Theory.solve(Model.standard(), Run.quiet()).output("a_star");
        assertThat(r.output("a").mean()).isCloseTo(predicted, within(.3));
    }

    @Test
    void jointTrainingLearnsTheInductionHead() {
        Model m = Model.standard().with("L", 60).with("w_plus", 2.0);
        Measurement r = Experiment.measure(m, ExperimentSettings.standard().with("replicas", 2), Run.quiet());
        assertThat(r.output("a").mean()).isCloseTo(4.44, within(.25));
        assertThat(r.output("p").mean()).isCloseTo(.941, within(.04));
        assertThat(r.output("sigma_1").mean()).isCloseTo(.964, within(.02));
        assertThat(r.output("sigma_3").mean()).isLessThan(.9);
        assertThat(r.output("loss").mean()).isCloseTo(.6264, within(.04));
        assertThat(r.output("bayes").mean()).isLessThan(r.output("gih").mean());
        assertThat(r.output("gih").mean()).isLessThan(r.output("unigram").mean());
    }

    @Test
    void sameNumbersOnAnyNumberOfThreadsAndDivergenceByName() {
        var values = new java.util.LinkedHashMap<String, Object>();
        values.put("B", 40);
        values.put("tests", 40);
        values.put("steps", 5);
        values.put("L", 30);
        values.put("threads", 1);
        Measurement one = Models.measure("induction-heads", values, Run.quiet());
        values.put("threads", 2);
        assertThat(Models.measure("induction-heads", values, Run.quiet()).outputs())
                .isEqualTo(one.outputs());
        values.put("lr_a", 1e6);
        values.put("steps", 200);
        values.put("soft_target", "false");
        Measurement bad = Models.measure("induction-heads", values, Run.quiet());
        assertThat(bad.status()).isEqualTo(Status.NOT_CONVERGED);
        assertThat(bad.message()).contains("diverged at step");
    }
}
