package org.solvable.host.jjava;

import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.solvable.host.Bundles;
import org.solvable.host.Host;

/** Solvable inside JJava, or inside any kernel built on JJava's base library. */
final class JJavaHost implements Host {

    private final BaseKernel kernel;

    JJavaHost(BaseKernel kernel) {
        this.kernel = kernel;
    }

    boolean runsIn(BaseKernel candidate) {
        return kernel == candidate;
    }

    @Override
    public String name() {
        return "JJava";
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
