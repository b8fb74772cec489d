package org.solvable.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JupyterLab on the notebooks of a checkout.
 *
 * @param home the checkout
 * @param notebooks the folder that JupyterLab shows
 * @param ip the address to listen on
 * @param port the port, or none to let JupyterLab take a free one
 * @param browser whether to open a browser
 */
record JupyterServer(
        Home home, Path notebooks, String ip, @Nullable Integer port, boolean browser) {

    JupyterServer {
        notebooks = notebooks.toAbsolutePath().normalize();
        if (!Files.isDirectory(notebooks)) {
            throw new Failure("--notebooks = " + notebooks + ": there is no such folder");
        }
        if (port != null && !(port >= 1 && port <= 65535)) {
            throw new Failure("--port = " + port + ": must be between 1 and 65535");
        }
    }

    /** Prepares what is needed and stays until JupyterLab ends; returns its exit code. */
    int run() {
        if (port != null) {
            refuseTakenPort(port);
        }
        Path jdk = Path.of(System.getProperty("java.home"));
        VirtualEnvironment venv = new VirtualEnvironment(home).prepare(jdk, line -> System.err.println("lab: " + line));
        ProcessBuilder builder = new ProcessBuilder(command(venv)).inheritIO();
        builder.environment().putAll(VirtualEnvironment.ENVIRONMENT);
        builder.directory(notebooks.toFile());
        try {
            Process server = builder.start();
            // Ctrl-C and a plain kill both end here, and both end JupyterLab with its kernels.
            Thread stop = new Thread(() -> {
                server.destroy();
                try {
                    server.waitFor();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            Runtime.getRuntime().addShutdownHook(stop);
            int exit = server.waitFor();
            External.removeHook(stop);
            return exit;
        } catch (IOException e) {
            throw new Failure(
                    "JupyterLab could not be started (" + e + "); remove " + home.venv() + " and try again.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 130;
        }
    }

    private List<String> command(VirtualEnvironment venv) {
        List<String> command = new ArrayList<>(List.of(
                venv.python().toString(),
                "-I",
                "-m",
                "jupyterlab",
                "--ServerApp.root_dir=" + notebooks,
                "--ServerApp.ip=" + ip,
                "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
                "--LabApp.news_url=None",
                "--LabApp.extension_manager=readonly",
                "--ServerApp.open_browser=" + (browser ? "True" : "False")));
        if (Files.exists(notebooks.resolve("00-start-here.ipynb"))) {
            command.add("--LabApp.default_url=/lab/tree/00-start-here.ipynb");
        }
        if (port != null) {
            command.add("--ServerApp.port=" + port);
            command.add("--ServerApp.port_retries=0");
        }
        if (System.getProperty("user.name").equals("root")) {
            command.add("--ServerApp.allow_root=True");
        }
        return command;
    }

    private void refuseTakenPort(int wanted) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(ip), wanted));
        } catch (UnknownHostException e) {
            throw new Failure("--ip = " + ip + ": is not an address of this machine", e);
        } catch (IOException e) {
            throw new Failure(
                    "Port " + wanted + " on " + ip + " cannot be used (" + e.getMessage()
                            + "). Stop the program that uses it, choose another by --port N, or leave --port out.",
                    e);
        }
    }
}
