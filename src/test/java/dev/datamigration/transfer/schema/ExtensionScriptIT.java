package dev.datamigration.transfer.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.testing.PostgresServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scripts of extensions find in the session that creates them. */
class ExtensionScriptIT {
    /** As those of postgis_topology and postgis_tiger_geocoder do. */
    @Test
    void aScriptOfAnExtensionMayAddToTheSearchPathOfTheDatabase(@TempDir Path directory) throws IOException {
        var files = Files.createDirectories(directory.resolve("extension"));
        Files.writeString(files.resolve("adds_to_path.control"), "default_version = '1'\nrelocatable = true\n");
        Files.writeString(
                files.resolve("adds_to_path--1.sql"),
                "DO $$ BEGIN EXECUTE 'SET search_path = ' || (SELECT reset_val FROM pg_catalog.pg_settings"
                        + " WHERE name = 'search_path') || ', pg_temp'; END $$;");
        var scene = new SchemaScene(PostgresServers.shared(18), PostgresServers.shared(18));
        for (var database : List.of(scene.source, scene.target)) {
            database.execute(
                    "ALTER DATABASE " + database.name() + " SET extension_control_path = '$system:" + directory + "'");
        }
        scene.source.execute("CREATE EXTENSION adds_to_path");
        scene.before();
        assertThat(scene.target.query("SELECT extname FROM pg_extension")).contains("adds_to_path");
    }
}
