package org.solvable.grad;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.solvable.linalg.MatrixView;
import org.solvable.linalg.Precision;

/**
 * A training run on disk: parameters, optimiser state, step count. A resumed run ends with the bytes of an unbroken one.
 *
 * <p>Format: the ASCII line {@code SOLVABLE-TRAINING 1}, then big-endian: steps (long), number of matrices (int), each as
 * name (UTF), rows (long), columns (long), precision (byte 4 or 8), elements row by row. The file is written beside its
 * place and moved there, so that a crash leaves the old one.
 */
public final class TrainingCheckpoint {

    private static final String MAGIC = "SOLVABLE-TRAINING 1\n";

    private TrainingCheckpoint() {}

    private record Named(String name, MatrixView matrix) {}

    private static List<Named> matrices(ParameterSet parameters, Optimizer optimizer) {
        List<Named> all = new ArrayList<>();
        for (Parameter p : parameters.all()) {
            all.add(new Named(p.name(), p.value()));
        }
        int k = 0;
        for (MatrixView m : optimizer.state()) {
            all.add(new Named("state" + k++, m));
        }
        return all;
    }

    /** Writes the state of a run, replacing an older file at once. */
    public static void save(Path file, ParameterSet parameters, Optimizer optimizer) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Path fresh = Files.createTempFile(directory, ".training", ".tmp");
        try {
            try (OutputStream raw = Files.newOutputStream(fresh);
                    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(raw))) {
                out.writeBytes(MAGIC);
                out.writeLong(optimizer.steps());
                List<Named> all = matrices(parameters, optimizer);
                out.writeInt(all.size());
                for (Named n : all) {
                    write(out, n);
                }
            }
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void write(DataOutputStream out, Named n) throws IOException {
        MatrixView m = n.matrix();
        out.writeUTF(n.name());
        out.writeLong(m.rows());
        out.writeLong(m.columns());
        out.writeByte(m.precision().bytes());
        for (long i = 0; i < m.rows(); i++) {
            for (long j = 0; j < m.columns(); j++) {
                if (m.precision() == Precision.DOUBLE) {
                    out.writeDouble(m.get(i, j));
                } else {
                    out.writeFloat((float) m.get(i, j));
                }
            }
        }
    }

    /**
     * Restores a run into a model and an optimiser of the same shapes; nothing is changed unless all of it fits.
     *
     * @throws IOException if the file cannot be read, is cut short, or is of another model; the message says which matrix
     */
    public static void restore(Path file, ParameterSet parameters, Optimizer optimizer) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            byte[] magic = in.readNBytes(MAGIC.length());
            if (!MAGIC.equals(new String(magic, java.nio.charset.StandardCharsets.US_ASCII))) {
                throw new IOException(file + " is not a training checkpoint of this version");
            }
            long steps = in.readLong();
            int count = in.readInt();
            List<Named> all = matrices(parameters, optimizer);
            if (count != all.size()) {
                throw new IOException(file + " holds " + count + " matrices: this model has " + all.size());
            }
            List<double[]> read = new ArrayList<>();
            for (Named n : all) {
                read.add(read(in, n, file));
            }
            for (int k = 0; k < all.size(); k++) {
                fill(all.get(k).matrix(), read.get(k));
            }
            optimizer.resumeAt(steps);
        } catch (EOFException e) {
            throw new IOException(file + " ends too early: it was cut short", e);
        }
    }

    private static double[] read(DataInputStream in, Named n, Path file) throws IOException {
        MatrixView m = n.matrix();
        String name = in.readUTF();
        long rows = in.readLong();
        long columns = in.readLong();
        int bytes = in.readByte();
        if (!name.equals(n.name())
                || rows != m.rows()
                || columns != m.columns()
                || bytes != m.precision().bytes()) {
            throw new IOException(file + " has " + name + ", " + rows + " x " + columns + " of " + bytes
                    + " bytes, where this model has " + n.name() + ", " + m);
        }
        double[] numbers = new double[Math.toIntExact(rows * columns)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = bytes == 8 ? in.readDouble() : in.readFloat();
        }
        return numbers;
    }

    private static void fill(MatrixView m, double[] numbers) {
        int columns = (int) m.columns();
        for (int k = 0; k < numbers.length; k++) {
            m.set(k / columns, k % columns, numbers[k]);
        }
    }
}
