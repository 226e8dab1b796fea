package dev.datamigration.alert.channel;

/**
 * One POST request.
 *
 * @param target path and parameters, encoded; they hold tokens and signatures
 */
public record HttpCall(WebAddress address, String target, String contentType, byte[] body) {
    @Override
    public String toString() {
        return "POST " + address;
    }
}
