package org.solvable;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds the code to the one-way flow random -> data, seminar -> linalg -> num, grad -> model -> show -> talk -> host, cli. */
class ArchitectureTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.solvable");

    /** Rooms from the lowest to the highest; those that share a rank must not see each other. */
    private static final String[][] RANKS = {
        {"random"}, {"data", "seminar"}, {"linalg"}, {"num", "grad"}, {"model"}, {"show"}, {"talk"}, {"host", "cli"}
    };

    @Test
    void dataFlowsOneWay() {
        Map<String, Integer> rank = new LinkedHashMap<>();
        for (int r = 0; r < RANKS.length; r++) {
            for (String room : RANKS[r]) {
                rank.put(room, r);
            }
        }
        LayeredArchitecture rule = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String room : rank.keySet()) {
            rule = rule.optionalLayer(room).definedBy("org.solvable." + room + "..");
        }
        for (var upper : rank.entrySet()) {
            String[] lower = rank.entrySet().stream()
                    .filter(e -> e.getValue() < upper.getValue())
                    .map(Map.Entry::getKey)
                    .toArray(String[]::new);
            rule = lower.length == 0
                    ? rule.whereLayer(upper.getKey()).mayNotAccessAnyLayer()
                    : rule.whereLayer(upper.getKey()).mayOnlyAccessLayers(lower);
        }
        // The command line starts and checks kernels, so it alone may look at its neighbour.
        rule = rule.ignoreDependency(
                com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage("org.solvable.cli.."),
                com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage("org.solvable.host.."));
        rule.check(CODE);
    }

    @Test
    void talksDoNotKnowEachOther() {
        slices().matching("org.solvable.talk.(*)..")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true)
                .check(CODE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.solvable.(**)").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void theoryAndExperimentAreIndependentWitnesses() {
        noClasses()
                .that()
                .resideInAPackage("org.solvable.talk..")
                .and()
                .haveSimpleNameStartingWith("Experiment")
                .should()
                .dependOnClassesThat()
                .haveSimpleNameStartingWith("Theory")
                .allowEmptyShould(true)
                .check(CODE);
        noClasses()
                .that()
                .resideInAPackage("org.solvable.talk..")
                .and()
                .haveSimpleNameStartingWith("Theory")
                .should()
                .dependOnClassesThat()
                .haveSimpleNameStartingWith("Experiment")
                .allowEmptyShould(true)
                .check(CODE);
        noClasses()
                .that()
                .resideInAPackage("org.solvable.talk..")
                .and()
                .haveSimpleNameStartingWith("Figures")
                .should()
                .dependOnClassesThat()
                .haveSimpleNameStartingWith("Theory")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleNameStartingWith("Experiment")
                .allowEmptyShould(true)
                .check(CODE);
    }

    @Test
    void kernelApisStayInHost() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.solvable.host..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.github.spencerpark..", "org.dflib.jjava..")
                .check(CODE);
    }

    @Test
    void nativeCallsStayInLinalg() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.solvable.linalg..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.foreign.Linker")
                .check(CODE);
    }

    @Test
    void picturesStayInShow() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.solvable.show..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.awt..", "javax.imageio..", "tech.tablesaw.plotly..")
                .check(CODE);
    }

    @Test
    void noGrabBags() {
        classes()
                .should()
                .haveSimpleNameNotEndingWith("Utils")
                .andShould()
                .haveSimpleNameNotEndingWith("Helper")
                .andShould()
                .haveSimpleNameNotEndingWith("Manager")
                .check(CODE);
    }
}
