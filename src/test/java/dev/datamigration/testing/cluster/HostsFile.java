package dev.datamigration.testing.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/** The cluster's DNS, as a file for the JDK's {@code jdk.net.hosts.file}, which reads it at every question. */
final class HostsFile {
    private final Path file;
    private final Map<String, String> addresses = new TreeMap<>();

    HostsFile(Path directory) {
        file = directory.resolve("hosts");
        write();
    }

    Path path() {
        return file;
    }

    synchronized void put(String name, String address) {
        addresses.put(name, address);
        write();
    }

    private void write() {
        try {
            var text = new StringBuilder(
                    "127.0.0.1 localhost " + InetAddress.getLocalHost().getHostName() + "\n");
            addresses.forEach((name, address) ->
                    text.append(address).append(' ').append(name).append('\n'));
            var newer = Files.writeString(file.resolveSibling("hosts.new"), text);
            Files.move(newer, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
