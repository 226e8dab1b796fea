package dev.datamigration.api.endpoint;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;

/** Says how a connection is encrypted and the server authenticated. */
@ValidationRule(
        value = "self.mode != 'Disable' || !has(self.caSecretRef)",
        message =
                "caSecretRef has no effect with mode Disable, which never encrypts: choose VerifyFull, or leave caSecretRef"
                        + " out")
@ValidationRule(
        value = "self.mode != 'VerifyCA' || has(self.caSecretRef)",
        message =
                "mode VerifyCA believes whoever has a certificate of the authority, whatever its host name, and a public"
                        + " authority gives one to anybody: set caSecretRef to a Secret with an authority of your own, or"
                        + " choose VerifyFull")
public record TlsSettings(
        @Default("Prefer")
        @JsonPropertyDescription(
                "Disable (never encrypt), Prefer (encrypt where the server can), Require (encrypt, trust any"
                        + " certificate), VerifyCA (trust any server of the authority in caSecretRef) or VerifyFull (also check the host"
                        + " name).")
        TlsMode mode,

        @JsonPropertyDescription("The Secret that holds the certificate authority under the key ca.crt and, for client"
                + " certificates, tls.crt and tls.key. Needed by VerifyCA, and by VerifyFull unless the"
                + " JVM's own trust store knows the authority.")
        SecretRef caSecretRef) {
    public static final TlsSettings DEFAULT = new TlsSettings(null, null);

    public TlsSettings {
        mode = mode == null ? TlsMode.Prefer : mode;
    }
}
