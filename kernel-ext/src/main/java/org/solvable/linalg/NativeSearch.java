package org.solvable.linalg;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks for a BLAS library: the one that properties name, the bundled OpenBLAS, the system's, Python's, and last whatever
 * the system calls libblas. Nothing that goes wrong leaves this class as an exception; each attempt leaves a sentence.
 *
 * <p>Properties: {@code solvable.blas.library} (path), and, if its routines are spelled unusually, {@code
 * solvable.blas.prefix}, {@code solvable.blas.suffix}, {@code solvable.blas.integers} (32 or 64).
 */
@SuppressWarnings("MustBeClosedChecker") // a library that is used stays open until the JVM ends
final class NativeSearch {

    static final String LIBRARY = "solvable.blas.library";
    static final String PREFIX = "solvable.blas.prefix";
    static final String SUFFIX = "solvable.blas.suffix";
    static final String INTEGERS = "solvable.blas.integers";

    /** Where to look, for tests and for those who want to be sure: a comma-separated part of the default. */
    static final String SEARCH = "solvable.blas.search";

    private static final String EVERYWHERE = "property,bundled,system,python,reference";

    private final List<String> notes = new ArrayList<>();

    /** What was tried, a sentence each. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** The first library that works. */
    Optional<NativeLibrary> find() {
        if (!NativeSearch.class.getModule().isNativeAccessEnabled()) {
            notes.add("native access is not enabled for Solvable; start Java with --enable-native-access=ALL-UNNAMED");
        }
        try {
            return search();
        } catch (IllegalCallerException e) {
            notes.add("native libraries are switched off in this JVM, so no BLAS is used");
        } catch (UnsupportedOperationException | LinkageError e) {
            notes.add("this JVM cannot call native libraries (" + e.getMessage() + ")");
        }
        return Optional.empty();
    }

    private Optional<NativeLibrary> search() {
        for (String place : System.getProperty(SEARCH, EVERYWHERE).split(",", -1)) {
            Optional<NativeLibrary> found = switch (place.strip().toLowerCase(Locale.ROOT)) {
                case "property" -> fromProperty();
                case "bundled" -> bundled();
                case "system" -> firstOf(systemNames());
                case "python" -> python();
                case "reference" -> reference();
                case "" -> Optional.empty();
                default -> {
                    notes.add(SEARCH + " = \"" + place + "\": must be some of " + EVERYWHERE);
                    yield Optional.empty();
                }
            };
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<NativeLibrary> fromProperty() {
        String path = System.getProperty(LIBRARY);
        if (path == null || path.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(open(Path.of(path), spellings()));
        } catch (InvalidPathException e) {
            notes.add(LIBRARY + " = \"" + path + "\": is not a path");
        } catch (NativeLibrary.UnusableException e) {
            notes.add(LIBRARY + " = \"" + path + "\": " + e.getMessage());
        }
        return Optional.empty();
    }

    private static FortranSymbols[] spellings() {
        if (System.getProperty(PREFIX) == null
                && System.getProperty(SUFFIX) == null
                && System.getProperty(INTEGERS) == null) {
            return FortranSymbols.KNOWN;
        }
        return new FortranSymbols[] {
            new FortranSymbols(
                    System.getProperty(PREFIX, ""),
                    System.getProperty(SUFFIX, "_"),
                    System.getProperty(INTEGERS, "32").strip().equals("64"))
        };
    }

    private Optional<NativeLibrary> bundled() {
        if (!BundledOpenBlas.fits()) {
            notes.add("bundled OpenBLAS: made for linux-x86_64, this is " + System.getProperty("os.name") + " on "
                    + System.getProperty("os.arch"));
            return Optional.empty();
        }
        ClassLoader loader = NativeSearch.class.getClassLoader();
        return BundledOpenBlas.open(
                loader == null ? ClassLoader.getSystemClassLoader() : loader,
                path -> open(path, FortranSymbols.KNOWN[0]),
                notes);
    }

    private static String[] systemNames() {
        String os = System.getProperty("os.name", "");
        if (os.startsWith("Mac")) {
            return new String[] {"libopenblas.0.dylib", "/opt/homebrew/opt/openblas/lib/libopenblas.dylib"};
        }
        return os.startsWith("Windows")
                ? new String[] {"libopenblas.dll"}
                : new String[] {"libopenblas.so.0", "libopenblas.so"};
    }

    private Optional<NativeLibrary> firstOf(String... names) {
        for (String name : names) {
            Arena arena = Arena.ofShared();
            try {
                SymbolLookup lookup = SymbolLookup.libraryLookup(name, arena);
                return Optional.of(NativeLibrary.bind(name, lookup, FortranSymbols.KNOWN));
            } catch (IllegalArgumentException absent) {
                arena.close();
            } catch (NativeLibrary.UnusableException e) {
                notes.add("system library " + name + ": " + e.getMessage());
                arena.close();
            }
        }
        notes.add("system OpenBLAS: not found (" + String.join(", ", names) + ")");
        return Optional.empty();
    }

    private Optional<NativeLibrary> python() {
        List<Path> candidates = PythonLibraries.candidates();
        for (Path path : candidates) {
            try {
                return Optional.of(open(path, FortranSymbols.KNOWN));
            } catch (NativeLibrary.UnusableException e) {
                notes.add("Python's " + path + ": " + e.getMessage());
            }
        }
        if (candidates.isEmpty()) {
            notes.add("Python's NumPy, SciPy or PyTorch libraries: none found");
        }
        return Optional.empty();
    }

    /** BLAS and LAPACK may be two libraries here. */
    private Optional<NativeLibrary> reference() {
        Arena arena = Arena.ofShared();
        try {
            SymbolLookup blas = SymbolLookup.libraryLookup("libblas.so.3", arena);
            SymbolLookup both = blas;
            try {
                both = blas.or(SymbolLookup.libraryLookup("liblapack.so.3", arena));
            } catch (IllegalArgumentException noLapack) {
                notes.add("system liblapack.so.3: not found; factorisations are done on top of products");
            }
            return Optional.of(NativeLibrary.bind("libblas.so.3", both, FortranSymbols.KNOWN));
        } catch (IllegalArgumentException absent) {
            notes.add("system libblas.so.3: not found");
        } catch (NativeLibrary.UnusableException e) {
            notes.add("system libblas.so.3: " + e.getMessage());
        }
        arena.close();
        return Optional.empty();
    }

    private static NativeLibrary open(Path path, FortranSymbols... spellings) throws NativeLibrary.UnusableException {
        if (System.getProperty("os.name", "").startsWith("Linux")) {
            Optional<String> problem = ElfFile.problem(path);
            if (problem.isPresent()) {
                throw new NativeLibrary.UnusableException(path + " cannot be used: " + problem.get());
            }
        }
        Arena arena = Arena.ofShared();
        try {
            SymbolLookup lookup = SymbolLookup.libraryLookup(path.toAbsolutePath(), arena);
            return NativeLibrary.bind(path.toString(), lookup, spellings);
        } catch (IllegalArgumentException e) {
            arena.close();
            throw new NativeLibrary.UnusableException(path + " cannot be loaded: " + e.getMessage());
        } catch (NativeLibrary.UnusableException e) {
            arena.close();
            throw new NativeLibrary.UnusableException(path + " cannot be used: " + e.getMessage());
        }
    }
}
