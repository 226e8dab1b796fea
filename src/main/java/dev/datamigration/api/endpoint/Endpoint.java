package dev.datamigration.api.endpoint;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.datamigration.api.DatabaseType;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Says where a database is and how to log in. Never holds a password: that is in the Secret it names. */
@ValidationRule(
        value = "(self.authentication != 'Md5' && self.authentication != 'Password') || (has(self.tls)"
                + " && (self.tls.mode == 'VerifyCA' || self.tls.mode == 'VerifyFull'))",
        message =
                "authentication: Md5 and Password hand the password to the server, so that it must prove itself first;"
                        + " set tls.mode to VerifyFull (or VerifyCA), or have the account's password stored as SCRAM and leave"
                        + " authentication at ScramSha256")
@ValidationRule(
        value =
                "self.authentication != 'Certificate' || (has(self.tls) && has(self.tls.caSecretRef) && (self.tls.mode == 'VerifyCA'"
                        + " || self.tls.mode == 'VerifyFull'))",
        message = "authentication: Certificate needs the client's certificate; set tls.mode to VerifyFull (or VerifyCA)"
                + " and tls.caSecretRef to a Secret with ca.crt, tls.crt and tls.key")
public record Endpoint(
        @Required @JsonPropertyDescription("The kind of database: PostgreSQL (13 to 18).")
        DatabaseType type,

        @Required
        @Size(min = 1, max = 253)
        @ValidationRule(
                value = "self.matches('^" + LABEL + "([.]" + LABEL
                        + ")*[.]?$') || self.matches('^[0-9A-Fa-f.]*:[0-9A-Fa-f.:]*:[0-9A-Fa-f.:]*$')",
                message = "host must be a bare host name or IP address, for instance db.example.com; put the port in"
                        + " port, the database in database, and user name and password in the Secret that"
                        + " credentialsSecretRef names")
        @ValidationRule(
                value = "!self.matches('^[0-9.]+$') || (self.matches('^" + BYTE + "([.]" + BYTE
                        + "){3}$') && self != '0.0.0.0')",
                message =
                        "host of digits and dots must be the IPv4 address of a server: four numbers from 0 to 255, for"
                                + " instance 10.0.0.7; the port belongs in port")
        @ValidationRule(
                value = "!self.contains(':') || (self != '::' && (self.matches('^(" + GROUP + ":){7}" + GROUP + "$')"
                        + " || self.matches('^((" + GROUP + ":){0,6}" + GROUP + ")?::((" + GROUP + ":){0,6}(" + GROUP
                        + "|" + BYTE + "([.]" + BYTE + "){3}))?$')))",
                message = "host with a colon must be the whole IPv6 address of a server, without brackets, for instance"
                        + " 2001:db8::7; the port belongs in port")
        @JsonPropertyDescription("Host name or IP address, without port, user or scheme. Must be the primary server.")
        String host,

        @Default("5432") @Min(1) @Max(65535) @JsonPropertyDescription("TCP port.")
        Integer port,

        @Required
        @Size(min = 1, max = 63)
        @ValidationRule(
                value = "!self.matches('[[:cntrl:]]|^ | $') && size(bytes(self)) <= 63",
                message =
                        "database must be the name of a database, without line breaks and other control characters and"
                                + " without spaces around it, and of at most 63 bytes")
        @ValidationRule(
                value = "!self.matches('://|^/|^dbname *=|[?].*=|^\".*\"$')",
                message = "database must be the name of a database as the catalog has it: no URL, no parameters and no"
                        + " quotation marks; host, port and tls have fields of their own")
        @JsonPropertyDescription("Name of the database on that server.")
        String database,

        @Required
        @JsonPropertyDescription(
                "The Secret in the task's namespace that holds the login, under the keys username and password. Its"
                        + " annotation datamigration.dev/allowed-hosts must list the host.")
        SecretRef credentialsSecretRef,

        @JsonPropertyDescription("How the connection is encrypted.")
        TlsSettings tls,

        @Default("ScramSha256")
        @JsonPropertyDescription(
                "What the server may ask for: ScramSha256 (the password never travels), Md5 (or SCRAM),"
                        + " Password (or MD5 or SCRAM; in clear text within TLS) or Certificate (the client's certificate"
                        + " alone; the Secret needs no password). Md5 and Password need tls.mode VerifyCA or VerifyFull.")
        DatabaseAuthentication authentication) {
    /** A part of a host name. Some have underscores, whatever the standard says. */
    private static final String LABEL = "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";

    /** A number of an IPv4 address. */
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

    /** A number of an IPv6 address. */
    private static final String GROUP = "[0-9A-Fa-f]{1,4}";

    public Endpoint {
        port = port == null ? 5432 : port;
        tls = tls == null ? TlsSettings.DEFAULT : tls;
        authentication = authentication == null ? DatabaseAuthentication.ScramSha256 : authentication;
    }
}
