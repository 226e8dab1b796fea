package dev.datamigration.network;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A range of IP addresses, for instance 10.0.0.0/8. */
public record Network(byte[] prefix, int bits) {

    /** @throws IllegalArgumentException if it is none */
    public static Network parse(String text) {
        var slash = text.indexOf('/');
        var host = slash < 0 ? text : text.substring(0, slash);
        if (!host.matches("[0-9a-fA-F.:]+")) {
            throw new IllegalArgumentException("not a network such as 10.0.0.0/8: " + text);
        }
        try {
            var address = InetAddress.getByName(host).getAddress(); // a literal: nothing is looked up
            var bits = slash < 0 ? address.length * 8 : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > address.length * 8) {
                throw new IllegalArgumentException("not a network such as 10.0.0.0/8: " + text);
            }
            return new Network(address, bits);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("not a network such as 10.0.0.0/8: " + text, e);
        }
    }

    /** Returns whether the address is in the range; never where one is IPv4 and the other IPv6. */
    public boolean contains(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length != prefix.length) {
            return false;
        }
        for (var bit = 0; bit < bits; bit++) {
            var mask = 0x80 >> bit % 8;
            if ((bytes[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
