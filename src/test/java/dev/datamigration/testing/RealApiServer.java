package dev.datamigration.testing;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** kube-apiserver and etcd, run by fabric8's kube-api-test from the directory that {@code KUBEBUILDER_ASSETS} names. */
final class RealApiServer implements ApiServer {
    private static final List<String> BINARIES = List.of("kube-apiserver", "etcd", "kubectl");

    private final KubeAPIServer server;
    private final KubernetesClient client;
    private final Path kubeconfig;
    private final Thread stopWithJvm = new Thread(this::stopServer);

    private RealApiServer(KubeAPIServer server, Path kubeconfig) {
        this.server = server;
        this.kubeconfig = kubeconfig;
        this.client = new KubernetesClientBuilder()
                .withConfig(ApiServer.patientConfig(kubeconfig))
                .build();
        Runtime.getRuntime().addShutdownHook(stopWithJvm);
    }

    static boolean isAvailable() {
        String assets = System.getenv("KUBEBUILDER_ASSETS");
        return assets != null && BINARIES.stream().allMatch(name -> Files.isExecutable(Path.of(assets, name)));
    }

    static RealApiServer start() {
        return start(Map.of());
    }

    /** @param flags of kube-apiserver, each with its value */
    static RealApiServer start(Map<String, String> flags) {
        try {
            Path directory = Files.createTempDirectory("api-server");
            layOut(directory, Path.of(System.getenv("KUBEBUILDER_ASSETS")).toAbsolutePath());
            var config = KubeAPIServerConfigBuilder.anAPIServerConfig()
                    .withTestDir(directory.toString())
                    .withOfflineMode(true)
                    .withApiServerFlag("--bind-address", "127.0.0.1");
            flags.forEach(config::withApiServerFlag);
            var server = new KubeAPIServer(config.build());
            server.start();
            Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), server.getKubeConfigYaml());
            return withCrds(new RealApiServer(server, kubeconfig));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RealApiServer withCrds(RealApiServer started) {
        try {
            CrdFiles.install(started.client);
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    /** The library looks for {@code k8s/<version>-<os>-<architecture>}; the version only has to look like one. */
    private static void layOut(Path directory, Path assets) throws IOException {
        Path versions = Files.createDirectory(directory.resolve("k8s"));
        String os = System.getProperty("os.name").toLowerCase().contains("mac") ? "darwin" : "linux";
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        Files.createSymbolicLink(versions.resolve("1.0.0-" + os + "-" + architecture), assets);
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public Path kubeconfig() {
        return kubeconfig;
    }

    @Override
    public String description() {
        return "kube-apiserver " + client.getKubernetesVersion().getGitVersion();
    }

    @Override
    public boolean isReal() {
        return true;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(stopWithJvm);
        } catch (IllegalStateException e) {
            return; // the JVM ends, and does it now
        }
        client.close();
        stopServer();
    }

    private void stopServer() {
        server.stop();
        try (var files = Files.walk(kubeconfig.getParent())) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
