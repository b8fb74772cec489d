package org.solvable.linalg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Looks at the header of a shared library before the system loader does. The loader maps files by their headers: a
 * truncated one kills the JVM with a bus error instead of raising an exception.
 */
final class ElfFile {

    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int LOADABLE = 1;

    private ElfFile() {}

    /** What is wrong with the file, in words, or empty if it looks like a whole 64-bit library for this processor. */
    static Optional<String> problem(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.of("there is no such file");
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                return problem(channel);
            }
        } catch (IOException e) {
            return Optional.of("it cannot be read (" + e.getMessage() + ")");
        }
    }

    private static Optional<String> problem(FileChannel channel) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        if (!fill(channel, head, 0) || head.getInt(0) != 0x464c457f) {
            return Optional.of("it is not an ELF library");
        }
        if (head.get(4) != 2 || head.get(5) != 1) {
            return Optional.of("it is not a 64-bit little-endian library");
        }
        int machine = Short.toUnsignedInt(head.getShort(18));
        int wanted = machine(System.getProperty("os.arch", ""));
        if (wanted != 0 && machine != wanted) {
            return Optional.of(
                    "it is built for another processor (ELF machine " + machine + ", this one is " + wanted + ")");
        }
        long size = channel.size();
        long table = head.getLong(32);
        int count = Short.toUnsignedInt(head.getShort(56));
        if (head.getShort(54) != PROGRAM_HEADER || table < HEADER || table > size - (long) count * PROGRAM_HEADER) {
            return Optional.of("its program headers are damaged");
        }
        for (int i = 0; i < count; i++) {
            ByteBuffer entry = ByteBuffer.allocate(PROGRAM_HEADER).order(ByteOrder.LITTLE_ENDIAN);
            if (!fill(channel, entry, table + (long) i * PROGRAM_HEADER)) {
                return Optional.of("its program headers are damaged");
            }
            long offset = entry.getLong(8);
            long length = entry.getLong(32);
            if (entry.getInt(0) == LOADABLE && (offset < 0 || length < 0 || offset > size - length)) {
                return Optional.of("it is truncated (" + size + " bytes, needs " + (offset + length) + ")");
            }
        }
        return Optional.empty();
    }

    private static int machine(String arch) {
        return switch (arch) {
            case "amd64", "x86_64" -> 62;
            case "aarch64" -> 183;
            case "riscv64" -> 243;
            case "ppc64le" -> 21;
            default -> 0;
        };
    }

    private static boolean fill(FileChannel channel, ByteBuffer buffer, long position) throws IOException {
        while (buffer.hasRemaining()) {
            int n = channel.read(buffer, position + buffer.position());
            if (n < 0) {
                return false;
            }
        }
        return true;
    }
}
