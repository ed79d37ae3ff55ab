/** Who is who: passwords, access tokens and the sign-in of the program's own users. */
module dev.holdfast.accounts {
    requires transitive dev.holdfast;
    requires transitive dev.holdfast.data;
    requires transitive dev.holdfast.mail;
    requires static org.jspecify;
    requires java.net.http;
    requires com.github.benmanes.caffeine;
    requires com.nimbusds.jose.jwt;
    requires com.nulabinc.zxcvbn;
    requires org.bouncycastle.provider;
    requires org.slf4j;

    exports dev.holdfast.accounts;
    exports dev.holdfast.accounts.password;
    exports dev.holdfast.accounts.provider;
    exports dev.holdfast.accounts.token;

    opens dev.holdfast.accounts;
    opens dev.holdfast.accounts.audit;
    opens dev.holdfast.accounts.machine;
    opens dev.holdfast.accounts.identity;
    opens dev.holdfast.accounts.mailed;
    opens dev.holdfast.accounts.session;
}
