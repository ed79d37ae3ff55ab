package dev.holdfast.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** A certificate that somebody has signed for themselves, with its key. */
record Certificate(KeyStore store) {

    private static final String WORD = "certificate";

    static Certificate of(String host) {
        try {
            var folder = Files.createTempDirectory("holdfast-mail");
            var file = folder.resolve("certificate.p12");
            make(host, file);
            var store = KeyStore.getInstance(file.toFile(), WORD.toCharArray());
            Files.delete(file);
            Files.delete(folder);
            return new Certificate(store);
        } catch (IOException | GeneralSecurityException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Returns what a server needs that shows it. */
    SSLContext shown() {
        try {
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, WORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Returns what a client needs that believes it. */
    SSLSocketFactory believed() {
        try {
            var believed = KeyStore.getInstance("PKCS12");
            believed.load(null, null);
            believed.setCertificateEntry("mail", store.getCertificate("mail"));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(believed);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static void make(String host, Path file) throws IOException, InterruptedException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var words = "-genkeypair -alias mail -keyalg EC -storetype PKCS12 -storepass " + WORD + " -dname CN=" + host
                + " -ext san=dns:" + host;
        var command = new ArrayList<>(List.of(keytool));
        command.addAll(List.of(words.split(" ", -1)));
        command.addAll(List.of("-keystore", file.toString()));
        var exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (exit != 0) {
            throw new AssertionError("keytool failed: " + exit);
        }
    }
}
