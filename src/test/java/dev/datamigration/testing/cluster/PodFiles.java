package dev.datamigration.testing.cluster;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** A pod's volumes as directories, and its environment with mount paths replaced by them: there is no file system of its own. */
final class PodFiles {
    private final KubernetesClient client;
    private final Pod pod;
    private final Map<String, Path> mounts = new HashMap<>();

    PodFiles(KubernetesClient client, Pod pod, Path directory) {
        this.client = client;
        this.pod = pod;
        var container = container();
        for (var mount : container.getVolumeMounts()) {
            var volume = pod.getSpec().getVolumes().stream()
                    .filter(given -> given.getName().equals(mount.getName()))
                    .findFirst()
                    .orElseThrow();
            mounts.put(mount.getMountPath(), fill(volume, directory.resolve(volume.getName())));
        }
    }

    private Container container() {
        return pod.getSpec().getContainers().get(0);
    }

    Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        container().getEnv().forEach(variable -> environment.put(variable.getName(), located(variable.getValue())));
        return environment;
    }

    private String located(String value) {
        for (var mount : mounts.entrySet()) {
            if (value != null && value.startsWith(mount.getKey())) {
                return mount.getValue() + value.substring(mount.getKey().length());
            }
        }
        return value == null ? "" : value;
    }

    private Path fill(Volume volume, Path directory) {
        try {
            Files.createDirectories(directory);
            if (volume.getSecret() != null) {
                for (var entry : secret(volume.getSecret().getSecretName()).entrySet()) {
                    Files.write(
                            directory.resolve(entry.getKey()),
                            Base64.getDecoder().decode(entry.getValue()));
                }
            } else if (volume.getConfigMap() != null) {
                for (var entry : configMap(volume.getConfigMap().getName()).entrySet()) {
                    Files.write(
                            directory.resolve(entry.getKey()), entry.getValue().getBytes(StandardCharsets.UTF_8));
                }
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A pod waits for a Secret that is not there; here the attempt fails and is made again. */
    private Map<String, String> secret(String name) {
        return client.secrets()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(name)
                .require()
                .getData();
    }

    private Map<String, String> configMap(String name) {
        return client.configMaps()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(name)
                .require()
                .getData();
    }
}
