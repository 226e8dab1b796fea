package dev.datamigration.e2e;

import dev.datamigration.testing.cluster.TestKubelet;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What can be seen of an operator's pod from outside. */
record OperatorPod(String name, String ip, long pid) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static OperatorPod of(Pod pod, TestKubelet kubelet) {
        var name = pod.getMetadata().getName();
        return new OperatorPod(
                name, pod.getStatus().getPodIP(), kubelet.pidOf(name).orElse(-1));
    }

    /** The sum of a metric's series whose labels contain that text; -1 where it does not answer. */
    double metric(String metric, String labels) {
        return exposition()
                .lines()
                .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
                .filter(line -> line.contains(labels))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    boolean leads() {
        return metric("datamigration_leader", "") == 1;
    }

    private String exposition() {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://" + ip + ":8080/q/metrics"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HTTP.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** Memory that the process has, in MB, as the kernel counts it. */
    long residentMegabytes() {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
