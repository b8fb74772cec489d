package org.solvable.host.jjava;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.solvable.host.DefaultImports;
import org.solvable.host.Notebook;
import org.solvable.host.SolvableExtension;

/**
 * Found by JJava through the service loader as soon as Solvable is on the notebook's class path (by
 * {@code JJAVA_CLASSPATH}, {@code %classpath} or {@code %maven}); needs nothing from the user.
 */
public final class SolvableForJJava implements Extension {

    @Override
    public void install(BaseKernel kernel) {
        if (Notebook.host() instanceof JJavaHost known && known.runsIn(kernel)) {
            return;
        }
        SolvableExtension.install(new JJavaHost(kernel));
        kernel.eval(DefaultImports.source());
    }
}
