/** Who is who: passwords, access tokens and the sign-in of the program's own users. */
module dev.holdfast.accounts {
    requires transitive dev.holdfast;
    requires transitive dev.holdfast.data;
    requires static org.jspecify;
    requires com.github.benmanes.caffeine;
    requires com.nimbusds.jose.jwt;
    requires com.nulabinc.zxcvbn;
    requires org.bouncycastle.provider;

    exports dev.holdfast.accounts;
    exports dev.holdfast.accounts.password;
    exports dev.holdfast.accounts.token;

    opens dev.holdfast.accounts;
}
