package dev.datamigration.database.postgres.connection;

import dev.datamigration.database.postgres.liveness.TrackingSockets;
import dev.datamigration.network.AddressPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.postgresql.PGProperty;

/**
 * The sockets that the driver connects with. They look at the very address that is connected to: between the look and the
 * connection no name is resolved again, so that a name that means something else each time gains nothing.
 */
public final class AllowedSockets extends TrackingSockets {
    private static final String BETWEEN = ";";

    private final AddressPolicy policy;

    /** Called by the driver. @param argument ticket, most bytes, and the policy's networks separated by commas */
    public AllowedSockets(String argument) {
        this(argument.split(BETWEEN, -1));
    }

    private AllowedSockets(String[] arguments) {
        super(arguments[0], Long.parseLong(arguments[1]));
        this.policy = AddressPolicy.of(
                List.of("*"), arguments[2].isEmpty() ? List.of() : Arrays.asList(arguments[2].split(",")));
    }

    /**
     * @param ticket by which the socket is found again, or empty
     * @param mostBytes that are read from the connection
     */
    static void configure(AddressPolicy policy, String ticket, long mostBytes, Properties properties) {
        PGProperty.SOCKET_FACTORY.set(properties, AllowedSockets.class.getName());
        PGProperty.SOCKET_FACTORY_ARG.set(
                properties,
                String.join(BETWEEN, ticket, Long.toString(mostBytes), String.join(",", policy.networks())));
    }

    @Override
    protected void check(InetAddress address) throws IOException {
        if (!policy.allows(address)) {
            throw new AddressNotAllowedException();
        }
    }
}
