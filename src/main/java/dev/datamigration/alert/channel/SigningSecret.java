package dev.datamigration.alert.channel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret that a robot's messages are signed with. Shows nothing of itself. */
public record SigningSecret(String value) {
    private static final String ALGORITHM = "HmacSHA256";

    /** DingTalk: the secret is the key, and also part of what is signed. */
    String signMillis(long millis) {
        return sign(value, millis + "\n" + value);
    }

    /** Lark: time and secret together are the key; nothing is signed. */
    String signSeconds(long seconds) {
        return sign(seconds + "\n" + value, "");
    }

    private static String sign(String key, String message) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
