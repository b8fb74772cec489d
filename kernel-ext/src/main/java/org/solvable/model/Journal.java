package org.solvable.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The finished units of a sweep on disk, one line of JSON each, after a first line that says which sweep it is.
 *
 * <p>Lines are forced to the disk together, at most {@value #FORCE_MILLIS} ms late, so a cheap unit does not wait for the
 * disk. A crash can tear the last lines only: reading stops at the first line that is no answer, and the file is cut there.
 * When all units are there the lines are put in order, so that an interrupted and an uninterrupted sweep leave equal bytes.
 */
final class Journal implements AutoCloseable {

    private static final String FORMAT = "solvable-sweep-1";
    private static final long FORCE_MILLIS = 100;

    private final Path file;
    private final String header;
    private final FileChannel channel;
    private long forced = System.nanoTime();
    private boolean open = true;

    private Journal(Path file, String header, FileChannel channel) {
        this.file = file;
        this.header = header;
        this.channel = channel;
    }

    /**
     * Opens or makes the journal of a sweep, and takes the answers that are in it.
     *
     * @throws IllegalArgumentException if the file is not the journal of this sweep on this machine, or is in use
     */
    static Journal open(Path file, Map<String, Object> sweep, Grid<?, ?, ?> grid, UnitResults results) {
        String header = header(sweep);
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Journal journal = new Journal(file, header, channel);
            journal.lock();
            journal.load(grid, results);
            return journal;
        } catch (IOException e) {
            close(channel);
            throw new UncheckedIOException("journal = " + file + ": cannot be read and written", e);
        } catch (RuntimeException e) {
            close(channel);
            throw e;
        }
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String header(Map<String, Object> sweep) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("journal", FORMAT);
        map.put("sweep", sweep);
        // Results do not depend on the number of threads, so a resume may use another.
        Map<String, String> environment = new LinkedHashMap<>(Provenance.environment());
        environment.computeIfPresent("backend", (k, v) -> v.replaceAll(",? *\\d+ threads?", ""));
        map.put("environment", environment);
        return Json.write(map);
    }

    private void lock() throws IOException {
        boolean free;
        try {
            free = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            free = false;
        }
        if (!free) {
            throw new IllegalArgumentException("journal = " + file + ": is in use by another sweep");
        }
    }

    private void load(Grid<?, ?, ?> grid, UnitResults results) throws IOException {
        byte[] bytes = readAll();
        int end = indexOf(bytes, 0);
        byte[] first = (header + "\n").getBytes(StandardCharsets.UTF_8);
        if (end < 0) {
            // Empty, or torn while the first line was written.
            if (!isPrefix(bytes, first)) {
                throw other("is not the journal of a sweep");
            }
            channel.truncate(0);
            write(first);
            channel.force(true);
            return;
        }
        String found = new String(bytes, 0, end, StandardCharsets.UTF_8);
        if (!found.equals(header)) {
            throw other(difference(found));
        }
        int good = end + 1;
        for (int from = good; (end = indexOf(bytes, from)) >= 0; from = end + 1) {
            try {
                UnitResult result = UnitResult.parse(new String(bytes, from, end - from, StandardCharsets.UTF_8));
                if (result.unit() >= grid.units()) {
                    break;
                }
                results.set(result);
            } catch (IllegalArgumentException e) {
                break;
            }
            good = end + 1;
        }
        channel.truncate(good);
        channel.position(good);
    }

    /** Through the locked channel: another handle could not read it on every system. */
    private byte[] readAll() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            continue;
        }
        return buffer.array();
    }

    private static int indexOf(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static boolean isPrefix(byte[] part, byte[] whole) {
        return part.length <= whole.length && Arrays.equals(part, Arrays.copyOf(whole, part.length));
    }

    private String difference(String found) {
        Map<String, Object> theirs;
        try {
            theirs = Json.readObject(found);
        } catch (IllegalArgumentException e) {
            return "is not the journal of a sweep";
        }
        if (!FORMAT.equals(theirs.get("journal"))) {
            return "is not the journal of a sweep";
        }
        Map<String, Object> ours = Json.readObject(header);
        for (String part : new String[] {"sweep", "environment"}) {
            if (ours.get(part) instanceof Map<?, ?> mine && theirs.get(part) instanceof Map<?, ?> other) {
                for (Map.Entry<?, ?> e : mine.entrySet()) {
                    if (!java.util.Objects.equals(e.getValue(), other.get(e.getKey()))) {
                        return "was begun with " + e.getKey() + " = " + shorter(other.get(e.getKey()))
                                + ", and this is " + shorter(e.getValue());
                    }
                }
            }
        }
        return "was begun by another sweep";
    }

    private static String shorter(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() <= 120 ? text : text.substring(0, 117) + "...";
    }

    private IllegalArgumentException other(String what) {
        return new IllegalArgumentException(
                "journal = " + file + ": " + what + "; it is left as it is, so name another file");
    }

    /** Adds an answer; one that comes after {@link #close} is dropped. */
    synchronized void append(UnitResult result) {
        if (!open) {
            return;
        }
        try {
            write((result.toText() + "\n").getBytes(StandardCharsets.UTF_8));
            long now = System.nanoTime();
            if (now - forced > TimeUnit.MILLISECONDS.toNanos(FORCE_MILLIS)) {
                channel.force(false);
                forced = now;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("journal = " + file + ": cannot be written", e);
        }
    }

    private void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** All units are there: puts the lines in order. */
    synchronized void complete(UnitResults results) {
        StringBuilder lines = new StringBuilder(header).append('\n');
        for (long unit = 0; unit < results.size(); unit++) {
            results.get(unit)
                    .filter(r -> r.status() != Status.FAILED)
                    .ifPresent(r -> lines.append(r.toText()).append('\n'));
        }
        Path ordered = file.resolveSibling(file.getFileName() + ".ordered");
        try {
            Files.writeString(ordered, lines);
            try (FileChannel written = FileChannel.open(ordered, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            // Windows does not replace an open file.
            close();
            Files.move(ordered, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("journal = " + file + ": cannot be put in order", e);
        }
    }

    @Override
    public synchronized void close() {
        if (!open) {
            return;
        }
        open = false;
        try (channel) {
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("journal = " + file + ": cannot be closed", e);
        }
    }
}
