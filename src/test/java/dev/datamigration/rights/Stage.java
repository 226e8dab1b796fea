package dev.datamigration.rights;

import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.cluster.ControllerManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A cluster of its own that writes down what service accounts ask for. */
final class Stage implements AutoCloseable {
    private final Path directory = CrdFiles.projectDirectory().resolve("target/rights");
    private final Path audit = directory.resolve("audit.log");
    private final ApiServer api;
    private final ControllerManager controllers;

    Stage() {
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(audit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        api = ApiServer.auditedOrSkip(audit);
        if (!ControllerManager.isAvailable()) {
            api.close();
            Assumptions.abort("skipped: needs kube-controller-manager, too");
        }
        controllers = ControllerManager.start(api.kubeconfig(), directory.resolve("controller-manager.log"));
    }

    ApiServer api() {
        return api;
    }

    Path directory() {
        return directory;
    }

    AuditLog audit(String namespace, String serviceAccount) {
        return new AuditLog(audit, namespace, serviceAccount);
    }

    @Override
    public void close() {
        controllers.close();
        api.close();
    }
}
