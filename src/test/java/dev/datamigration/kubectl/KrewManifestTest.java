package dev.datamigration.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What krew asks of a manifest. */
class KrewManifestTest {
    @Test
    void itSaysWhatIsInstalledWhere() throws IOException {
        var sha = "0123456789abcdef".repeat(4);
        var plugin = Serialization.unmarshal(
                PluginArchive.manifest("0.1.0", "linux", "arm64", "https://downloads.example.com/a.tar.gz", sha),
                GenericKubernetesResource.class);
        assertThat(plugin.getApiVersion()).isEqualTo("krew.googlecontainertools.github.com/v1alpha2");
        assertThat(plugin.getKind()).isEqualTo("Plugin");
        assertThat("kubectl-" + plugin.getMetadata().getName()).isEqualTo(PluginDirectory.LAUNCHER);
        assertThat(plugin.<String>get("spec", "version")).matches("v\\d+\\.\\d+\\.\\d+");
        assertThat(plugin.<String>get("spec", "shortDescription")).hasSizeLessThanOrEqualTo(60);
        var platform =
                plugin.<List<Map<String, Object>>>get("spec", "platforms").get(0);
        assertThat(platform)
                .containsEntry("selector", Map.of("matchLabels", Map.of("os", "linux", "arch", "arm64")))
                .containsEntry("uri", "https://downloads.example.com/a.tar.gz")
                .containsEntry("sha256", sha)
                .containsEntry("bin", PluginDirectory.LAUNCHER);
    }
}
