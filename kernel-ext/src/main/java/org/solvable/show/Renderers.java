package org.solvable.show;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.simple.SimpleMatrix;
import org.solvable.model.Measured;
import org.solvable.model.Measurement;
import org.solvable.model.Solution;
import org.solvable.seminar.Talk;
import tech.tablesaw.api.Table;

/**
 * How values look in a notebook: for each type a MIME bundle, a map from MIME type to text, base64 image or plain JSON.
 *
 * <p>Independent of any kernel; the adapters of {@code org.solvable.host} register what {@link #all} lists.
 */
public final class Renderers {

    /** The MIME type of Plotly figures. */
    public static final String PLOTLY = "application/vnd.plotly.v1+json";

    /**
     * One type and how it looks.
     *
     * @param type values of this type and of its subtypes
     * @param bundle the MIME bundle of a value; always has {@code text/plain}
     */
    public record Entry<T>(Class<T> type, Function<T, Map<String, Object>> bundle) {

        /** The bundle of a value that is known to be of this type. */
        public Map<String, Object> render(Object value) {
            return bundle.apply(type.cast(value));
        }
    }

    private static final List<Class<?>> ARRAYS = List.of(
            double[].class,
            float[].class,
            long[].class,
            int[].class,
            short[].class,
            byte[].class,
            char[].class,
            boolean[].class,
            Object[].class);

    private static final List<Entry<?>> SPECIAL = specialTypes();

    private Renderers() {}

    /**
     * All types that Solvable draws, special ones first: figures, tables, matrices, results, then arrays, records, maps
     * and collections of anything.
     */
    public static List<Entry<?>> all() {
        List<Entry<?>> list = new ArrayList<>(SPECIAL);
        // A kernel may find these before a more special type, as for a figure, which is a record too.
        list.add(new Entry<>(Record.class, r -> special(r).orElseGet(() -> CollectionView.record(r))));
        list.add(new Entry<>(Map.class, m -> special(m).orElseGet(() -> CollectionView.map(m))));
        list.add(new Entry<>(Collection.class, c -> special(c).orElseGet(() -> CollectionView.collection(c))));
        return List.copyOf(list);
    }

    private static List<Entry<?>> specialTypes() {
        List<Entry<?>> list = new ArrayList<>();
        list.add(new Entry<>(Slider.class, s -> figure(s.figure(), s.plotly())));
        list.add(new Entry<>(Drawable.class, d -> figure(d.figure(), d.figure().plotly())));
        list.add(new Entry<>(Table.class, t -> bundle(TableView.html(t), TableView.plain(t))));
        list.add(new Entry<>(DMatrixRMaj.class, m -> MatrixText.bundle(m.numRows, m.numCols, m::get)));
        list.add(new Entry<>(FMatrixRMaj.class, m -> MatrixText.bundle(m.numRows, m.numCols, m::get)));
        list.add(new Entry<>(SimpleMatrix.class, m -> MatrixText.bundle(m.getNumRows(), m.getNumCols(), m::get)));
        list.add(new Entry<>(Solution.class, s -> ResultView.solution(s)));
        list.add(new Entry<>(Measurement.class, ResultView::measurement));
        list.add(new Entry<>(Measured.class, m -> plain(m.toString())));
        list.add(new Entry<>(Talk.class, TalkView::bundle));
        for (Class<?> array : ARRAYS) {
            list.add(new Entry<>(array, ArrayView::of));
        }
        if (isJsplotPresent()) {
            list.addAll(JsplotView.entries());
        }
        return List.copyOf(list);
    }

    /** The look of a value of a type that is more special than record, map or collection. */
    private static Optional<Map<String, Object>> special(Object value) {
        for (Entry<?> e : SPECIAL) {
            if (e.type().isInstance(value)) {
                return Optional.of(e.render(value));
            }
        }
        return Optional.empty();
    }

    /** Tablesaw's plotting module is optional. */
    private static boolean isJsplotPresent() {
        try {
            Class.forName("tech.tablesaw.plotly.components.Figure", false, Renderers.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** The bundle of any value: the first entry of {@link #all} that fits, else its text. */
    public static Map<String, Object> render(Object value) {
        for (Entry<?> e : all()) {
            if (e.type().isInstance(value)) {
                return e.render(value);
            }
        }
        return plain(String.valueOf(value));
    }

    private static Map<String, Object> figure(Figure figure, Map<String, Object> plotly) {
        Map<String, Object> b = new LinkedHashMap<>();
        b.put(PLOTLY, plotly);
        if (StaticPicture.isPossible()) {
            b.put("image/png", Base64.getEncoder().encodeToString(figure.png()));
            b.put("text/plain", figure.alt());
        } else {
            b.put(
                    "text/plain",
                    figure.alt() + " (no static picture: this JVM finds no fonts; install fontconfig and a font)");
        }
        return b;
    }

    static Map<String, Object> plain(String text) {
        Map<String, Object> b = new LinkedHashMap<>();
        b.put("text/plain", text);
        return b;
    }

    static Map<String, Object> bundle(String html, String text) {
        Map<String, Object> b = new LinkedHashMap<>();
        b.put("text/html", html);
        b.put("text/plain", text);
        return b;
    }
}
