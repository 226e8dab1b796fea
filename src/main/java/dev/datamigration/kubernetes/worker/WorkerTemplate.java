package dev.datamigration.kubernetes.worker;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Holds what whoever installed the operator wants of every worker's pod: image, security context, placement, and so on. */
final class WorkerTemplate {
    static final String CONTAINER = "worker";
    private final String yaml;

    private WorkerTemplate(String yaml) {
        this.yaml = yaml;
    }

    /** @throws IllegalStateException if the file says nothing of a container {@code worker} with an image */
    static WorkerTemplate read(Path file) {
        try {
            return of(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("the template of worker pods cannot be read", e);
        }
    }

    static WorkerTemplate of(String yaml) {
        var template = new WorkerTemplate(yaml);
        var image = container(template.copy()).getImage();
        if (image == null || image.isBlank()) {
            throw new IllegalStateException("the template of worker pods gives the container worker no image");
        }
        return template;
    }

    /** A copy of its own for each caller. */
    PodTemplateSpec copy() {
        return Serialization.unmarshal(yaml, PodTemplateSpec.class);
    }

    static Container container(PodTemplateSpec template) {
        return template.getSpec().getContainers().stream()
                .filter(container -> CONTAINER.equals(container.getName()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the template of worker pods has no container worker"));
    }
}
