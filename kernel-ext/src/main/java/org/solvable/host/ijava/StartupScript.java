package org.solvable.host.ijava;

import org.solvable.host.DefaultImports;

/** The script by which IJava takes Solvable in; apart from the adapter so that it can be written without a kernel. */
public final class StartupScript {

    private StartupScript() {}

    /** Returns the JShell source for {@code IJAVA_STARTUP_SCRIPT}: the default imports, then the installation. */
    public static String text() {
        return DefaultImports.source() + "\norg.solvable.host.ijava.IJavaHost.install(getKernelInstance());\n";
    }
}
