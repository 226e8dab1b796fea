package dev.datamigration.kubernetes;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Says what this process is called in events: its host, which in a cluster is its pod. */
public final class ProcessName {
    private static final int LONGEST = 128;

    private ProcessName() {}

    public static String get() {
        var name = host();
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // where the host's own name is not in /etc/hosts; the container runtime sets the variable
            return Optional.ofNullable(System.getenv("HOSTNAME")).orElse("unknown");
        }
    }
}
