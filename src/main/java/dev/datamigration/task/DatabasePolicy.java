package dev.datamigration.task;

import dev.datamigration.network.AddressPolicy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Makes of the settings what the controller is given; a network that is none ends the start. */
final class DatabasePolicy {

    @Produces
    @Singleton
    AddressPolicy databases(DatabaseNetworkSettings settings) {
        return AddressPolicy.of(
                settings.allowedHosts(), settings.allowedNetworks().orElse(List.of()));
    }
}
