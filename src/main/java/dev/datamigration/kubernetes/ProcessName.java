package dev.datamigration.kubernetes;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What this process is called in events: its host, which in a cluster is its pod. */
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
            return "unknown";
        }
    }
}
