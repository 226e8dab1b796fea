package dev.datamigration.database;

import dev.datamigration.api.Side;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.network.AddressPolicy;

/**
 * Refuses hosts that the operator's settings do not allow. The words are the same whatever is there: a task must not tell
 * what listens, or what a name means, where it may not go.
 */
public final class AllowedHosts {
    private AllowedHosts() {}

    /** @throws FailureException if the host may not be named; nothing was looked up */
    public static void require(AddressPolicy policy, Side side, String host) {
        if (!policy.allows(host)) {
            throw new FailureException(refusal(side, host));
        }
    }

    public static Failure refusal(Side side, String host) {
        var where = side.word();
        return new Failure(
                FailureCode.HostNotAllowed,
                side,
                "The host %s of the %s is not among the hosts and networks that the operator may connect to."
                        .formatted(host, where),
                "Correct spec.%s.host; or have whoever runs the operator extend datamigration.databases.allowed-hosts or allowed-networks (in the chart databases.allowedHosts, databases.allowedNetworks). Then resume."
                        .formatted(where));
    }
}
