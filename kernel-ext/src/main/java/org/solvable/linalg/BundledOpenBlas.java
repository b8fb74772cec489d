package org.solvable.linalg;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * The OpenBLAS that comes on the class path as resources: unpacked once into a cache folder, checked on every start.
 *
 * <p>Folders tried: property {@value #CACHE_PROPERTY}, the user's cache folder, and, where that cannot be written, a private
 * temporary folder that is removed at the end. Files are written under a random name and then renamed, so several processes
 * may unpack at once and none ever sees half a file.
 */
final class BundledOpenBlas {

    static final String CACHE_PROPERTY = "solvable.cache";

    private static final String RESOURCES = "org/bytedeco/openblas/linux-x86_64/";

    /** The library comes last: once it is there, so is what it links to. */
    private static final String[] FILES = {
        "libquadmath.so.0", "libgcc_s.so.1", "libgfortran.so.5", "libopenblas.so.0",
    };

    private BundledOpenBlas() {}

    private record Resource(String name, URL url, long size, long crc) {}

    /** A folder to unpack to; made only when asked for. */
    private interface Folder {
        Path make() throws IOException;
    }

    /** Whether this machine is one that the bundled library is built for. */
    static boolean fits() {
        String arch = System.getProperty("os.arch", "");
        return System.getProperty("os.name", "").startsWith("Linux") && (arch.equals("amd64") || arch.equals("x86_64"));
    }

    /** Something that opens a library, and may refuse it. */
    interface Opener {
        NativeLibrary open(Path library) throws NativeLibrary.UnusableException;
    }

    /** Unpacks and opens; what went wrong on the way is added to {@code notes}. */
    static Optional<NativeLibrary> open(ClassLoader loader, Opener opener, List<String> notes) {
        List<Resource> resources = new ArrayList<>();
        try {
            for (String file : FILES) {
                URL url = loader.getResource(RESOURCES + file);
                if (url == null) {
                    notes.add("bundled OpenBLAS: not on the class path");
                    return Optional.empty();
                }
                resources.add(inspect(file, url));
            }
        } catch (IOException | UncheckedIOException e) {
            notes.add("bundled OpenBLAS: cannot be read from the class path (" + e.getMessage() + ")");
            return Optional.empty();
        }
        for (Folder folder : folders(resources)) {
            try {
                Path library = unpack(resources, folder.make());
                return Optional.of(opener.open(library));
            } catch (IOException | UncheckedIOException | SecurityException e) {
                notes.add("bundled OpenBLAS: cannot be unpacked there (" + e + "); trying elsewhere");
            } catch (NativeLibrary.UnusableException e) {
                notes.add("bundled OpenBLAS: " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    private static Resource inspect(String name, URL url) throws IOException {
        URLConnection connection = url.openConnection();
        if (connection instanceof JarURLConnection jar) {
            JarEntry entry = jar.getJarEntry();
            if (entry != null && entry.getSize() >= 0 && entry.getCrc() >= 0) {
                return new Resource(name, url, entry.getSize(), entry.getCrc());
            }
        }
        try (CheckedInputStream in = new CheckedInputStream(url.openStream(), new CRC32())) {
            long size = in.transferTo(OutputStream.nullOutputStream());
            return new Resource(name, url, size, in.getChecksum().getValue());
        }
    }

    private static List<Folder> folders(List<Resource> resources) {
        long mark = 17;
        for (Resource r : resources) {
            mark = mark * 1_000_003 + r.crc() + r.size();
        }
        String version = "openblas-" + HexFormat.of().toHexDigits(mark);
        List<Folder> folders = new ArrayList<>();
        String property = System.getProperty(CACHE_PROPERTY);
        if (property != null && !property.isBlank()) {
            folders.add(() -> Files.createDirectories(Path.of(property).resolve(version)));
        } else {
            folders.add(() ->
                    Files.createDirectories(userCache().resolve("solvable").resolve(version)));
        }
        folders.add(BundledOpenBlas::temporary);
        return folders;
    }

    private static Path userCache() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        return xdg != null && Path.of(xdg).isAbsolute()
                ? Path.of(xdg)
                : Path.of(System.getProperty("user.home", "."), ".cache");
    }

    /** Readable by this user only: a shared name in the temporary folder could be prepared by somebody else. */
    private static Path temporary() throws IOException {
        Path folder = Files.createTempDirectory("solvable-openblas");
        folder.toFile().deleteOnExit();
        for (String file : FILES) {
            folder.resolve(file).toFile().deleteOnExit();
        }
        return folder;
    }

    private static Path unpack(List<Resource> resources, Path folder) throws IOException {
        Path last = folder;
        for (Resource r : resources) {
            last = folder.resolve(r.name());
            if (intact(last, r)) {
                continue;
            }
            Path fresh = Files.createTempFile(folder, r.name(), ".part");
            try {
                try (InputStream in = r.url().openStream()) {
                    Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
                }
                if (!intact(fresh, r)) {
                    throw new IOException("the copy of " + r.name() + " differs from the original");
                }
                try {
                    Files.move(fresh, last, StandardCopyOption.ATOMIC_MOVE);
                } catch (AtomicMoveNotSupportedException e) {
                    Files.move(fresh, last, StandardCopyOption.REPLACE_EXISTING);
                }
            } finally {
                Files.deleteIfExists(fresh);
            }
        }
        return last;
    }

    private static boolean intact(Path file, Resource r) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) != r.size()) {
            return false;
        }
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                crc.update(buffer, 0, n);
            }
        }
        return crc.getValue() == r.crc();
    }
}
