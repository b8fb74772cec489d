package org.solvable.host.jjava;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.solvable.host.DefaultImports;
import org.solvable.host.Doctor;
import org.solvable.host.Host;
import org.solvable.host.Notebook;

/** Against JJava's base library; its kernel itself is not to be had from Maven Central. */
class SolvableForJJavaTest {

    private final Host before = Notebook.host();

    @AfterEach
    void detach() {
        Notebook.attach(before);
    }

    /** A kernel on JJava's base library that notes what it is asked to evaluate. */
    private static final class Kernel extends BaseKernel {
        private final List<String> evaluated = new ArrayList<>();

        Kernel() {
            super(
                    "test",
                    "0",
                    new LanguageInfo.Builder("Java").build(),
                    List.of(),
                    null,
                    new JupyterIO(StandardCharsets.UTF_8),
                    new CommManager(),
                    new Renderer(),
                    null,
                    new MagicsRegistry(),
                    false,
                    new StringStyler.Builder().build());
        }

        @Override
        public Object evalRaw(String source) {
            evaluated.add(source);
            return source;
        }

        @Override
        public DisplayData inspect(String code, int at, boolean extraDetail) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ReplacementOptions complete(String code, int at) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String isComplete(String code) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void jjavaFindsItThroughTheServiceLoader() {
        assertThat(ServiceLoader.load(Extension.class))
                .hasOnlyElementsOfTypes(SolvableForJJava.class)
                .hasSize(1);
    }

    @Test
    void installingBringsRenderersAndImportsOnce() {
        Kernel kernel = new Kernel();
        Extension extension = new SolvableForJJava();
        extension.install(kernel);
        extension.install(kernel);
        new SolvableForJJava().install(kernel);
        assertThat(kernel.evaluated).containsExactly(DefaultImports.source());
        assertThat(Notebook.host().name()).isEqualTo("JJava");
        DisplayData data = kernel.getRenderer().render(Doctor.report());
        assertThat(String.valueOf(data.getData(MIMEType.TEXT_MARKDOWN))).contains("JDK 25");
    }

    @Test
    void allPartsOfABundleGoOutTogether() {
        Kernel kernel = new Kernel();
        new SolvableForJJava().install(kernel);
        Notebook.register(
                StringBuilder.class, text -> Map.of("text/html", "<b>" + text + "</b>", "text/plain", text.toString()));
        DisplayData data = kernel.getRenderer().render(new StringBuilder("x"));
        assertThat(data.getData(MIMEType.TEXT_HTML)).isEqualTo("<b>x</b>");
        assertThat(data.getData(MIMEType.TEXT_PLAIN)).isEqualTo("x");
    }
}
