package org.solvable.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.Test;

class DefaultImportsTest {

    /** What the kernels import by themselves, as far as names of ours or of our libraries could collide with it. */
    private static final List<String> KERNEL_PACKAGES = List.of(
            "java.util",
            "java.io",
            "java.math",
            "java.net",
            "java.util.concurrent",
            "java.util.prefs",
            "java.util.regex",
            "java.lang");

    @Test
    void compileInJShell() {
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            shell.addToClasspath(System.getProperty("java.class.path"));
            for (String line : DefaultImports.source().lines().toList()) {
                for (SnippetEvent event : shell.eval(line)) {
                    assertThat(event.status())
                            .as(line
                                    + shell.diagnostics(event.snippet())
                                            .map(d -> d.getMessage(null))
                                            .toList())
                            .isEqualTo(Snippet.Status.VALID);
                }
            }
        }
    }

    @Test
    void noSimpleNameMeansTwoThings() {
        List<JavaClass> types = publicTypesOf(DefaultImports.NAMES.stream()
                .map(name -> name.substring(0, name.lastIndexOf('.')))
                .distinct()
                .toArray(String[]::new));
        Map<String, TreeSet<String>> owners = new TreeMap<>();
        for (String name : DefaultImports.NAMES) {
            boolean all = name.endsWith(".*");
            String owner = all ? name.substring(0, name.length() - 2) : name.substring(0, name.lastIndexOf('.'));
            for (JavaClass type : types) {
                if (all ? type.getPackageName().equals(owner) : type.getName().equals(name)) {
                    owners.computeIfAbsent(type.getSimpleName(), key -> new TreeSet<>())
                            .add(owner);
                }
            }
        }
        assertThat(owners).isNotEmpty();
        List<String> clashes = new ArrayList<>();
        owners.forEach((simpleName, packages) -> {
            TreeSet<String> all = new TreeSet<>(packages);
            KERNEL_PACKAGES.stream()
                    .filter(candidate -> isPublic(candidate + "." + simpleName))
                    .forEach(all::add);
            boolean chosen = DefaultImports.NAMES.stream().anyMatch(name -> name.endsWith("." + simpleName));
            if (all.size() > 1 && !chosen) {
                clashes.add(simpleName + " in " + all);
            }
        });
        assertThat(clashes).isEmpty();
    }

    private static List<JavaClass> publicTypesOf(String... packages) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(packages).stream()
                        .filter(type ->
                                type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                        .toList();
    }

    private static boolean isPublic(String name) {
        try {
            return java.lang.reflect.Modifier.isPublic(
                    Class.forName(name, false, DefaultImportsTest.class.getClassLoader())
                            .getModifiers());
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
