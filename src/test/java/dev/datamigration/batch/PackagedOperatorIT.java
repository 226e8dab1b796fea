package dev.datamigration.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.Patience;
import dev.datamigration.testing.operator.OperatorProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application as it is shipped carries out batch operations. */
class PackagedOperatorIT {

    @Test
    void carriesOutABatchOperation(@TempDir Path directory) {
        var server = ApiServer.mock();
        var application = OperatorProcess.packagedApplication(CrdFiles.projectDirectory());
        try (var scene = new BatchScene(server);
                var operator = OperatorProcess.start(
                        application,
                        server.kubeconfig(),
                        directory.resolve("operator.log"),
                        OperatorProcess.optionsFor(scene.namespace, 256))) {
            operator.awaitReady(Patience.LIMIT);
            scene.create(Manifest.task("new", "", "objects: {include: [\"public.*\"]}"));
            scene.batch("look", "{operation: Start, dryRun: true, selector: {}}");
            assertThat(scene.awaitEnd("look").counts().supported()).isEqualTo(1);
        }
    }
}
