package dev.datamigration.task;

import dev.datamigration.network.AddressPolicy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Configures which databases tasks may name, under {@code datamigration.databases.*}; see docs/configuration.md. */
@ConfigMapping(prefix = "datamigration.databases")
public interface DatabaseNetworkSettings {

    /** Hosts that may be named; {@code *.example.com} is every host below it, {@code *} every host. */
    @WithDefault("*")
    List<String> allowedHosts();

    /** Networks that these hosts must be in, for instance 10.1.0.0/16; see {@link AddressPolicy}. */
    Optional<List<String>> allowedNetworks();
}
