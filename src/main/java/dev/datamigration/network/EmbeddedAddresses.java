package dev.datamigration.network;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** IPv4 addresses written as IPv6 ones, by which a rule about the former could be passed by. */
public final class EmbeddedAddresses {
    private static final Network NAT64 = Network.parse("64:ff9b::/96");
    private static final Network SIX_TO_FOUR = Network.parse("2002::/16");
    private static final Network COMPATIBLE = Network.parse("::/96");

    private EmbeddedAddresses() {}

    /** The IPv4 address that an IPv6 address stands for, or else the address itself. */
    public static InetAddress meant(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        var bytes = address.getAddress();
        if (NAT64.contains(address) || COMPATIBLE.contains(address) && !isSmall(bytes)) {
            return four(Arrays.copyOfRange(bytes, 12, 16));
        }
        return SIX_TO_FOUR.contains(address) ? four(Arrays.copyOfRange(bytes, 2, 6)) : address;
    }

    /** {@code ::} and {@code ::1} mean themselves. */
    private static boolean isSmall(byte[] bytes) {
        return bytes[12] == 0 && bytes[13] == 0 && bytes[14] == 0;
    }

    private static InetAddress four(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // four bytes are an address
        }
    }
}
