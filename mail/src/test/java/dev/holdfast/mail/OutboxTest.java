package dev.holdfast.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of mails between the one who sends them and a mail server. */
class OutboxTest {

    private static final String TOKEN = "Kq3-vXb7_hidden";
    private static final Mail MAIL = new Mail(
            "ann@example.com", "Your link", "Open https://example.com/verify?token=" + TOKEN + "\nor type 481516");
    private static final Pattern MESSAGE_ID = Pattern.compile("(?m)^Message-ID: (.*)$");
    private static final Pause NONE = (_, _) -> {};

    private final Logged logged = new Logged();

    @AfterEach
    void E3_no_log_has_told_the_text_of_a_mail() {
        logged.close();
        assertThat(logged.lines()).noneMatch(line -> line.contains(TOKEN) || line.contains("481516"));
    }

    private static Outbox outbox(Transport transport, Pause pause) {
        return new Outbox(transport, InstantSource.system(), pause);
    }

    private static Transport smtp(int port) {
        return new SmtpTransport(MailSettings.parse("smtp://127.0.0.1:" + port + "?from=App%20<no-reply@example.com>"));
    }

    private static Mail to(String who) {
        return new Mail(who + "@example.com", "Your link", MAIL.text());
    }

    private static String messageId(String letter) {
        var id = MESSAGE_ID.matcher(letter);
        assertThat(id.find()).isTrue();
        return id.group(1);
    }

    private static void untilSettled(Outbox outbox) throws InterruptedException {
        Await.until(() -> outbox.statistics().waiting() == 0);
    }

    @Test
    void a_mail_arrives_without_anybody_waiting_for_it() throws InterruptedException {
        try (var server = SmtpServer.start();
                var outbox = Outbox.smtp(
                        MailSettings.parse("smtp://127.0.0.1:" + server.port() + "?from=no-reply@example.com"))) {
            outbox.send(MAIL);
            untilSettled(outbox);

            assertThat(server.letters()).hasSize(1);
            assertThat(outbox.statistics()).isEqualTo(new OutboxStatistics(1, 0, 0, 0, 0));
            assertThat(logged.warnings()).isEmpty();
        }
    }

    @Test
    void a_mail_server_that_is_away_at_first_gets_the_mail_once() throws Exception {
        var port = SmtpServer.freePort();
        var started = new ConcurrentLinkedQueue<SmtpServer>();
        try (var outbox = outbox(smtp(port), (_, _) -> started.add(SmtpServer.startAt(port)))) {
            outbox.send(MAIL);
            untilSettled(outbox);

            assertThat(outbox.statistics()).isEqualTo(new OutboxStatistics(1, 0, 1, 0, 0));
            assertThat(started)
                    .singleElement()
                    .satisfies(server -> assertThat(server.letters()).hasSize(1));
        } finally {
            started.forEach(SmtpServer::close);
        }
    }

    @Test
    void what_is_refused_for_good_is_not_tried_again() throws InterruptedException {
        try (var server = SmtpServer.start()
                        .answering(
                                SmtpServer.END_OF_TEXT,
                                "550 5.7.1 https://example.com/verify?token=" + TOKEN + " looks odd, 481516 too");
                var outbox = outbox(smtp(server.port()), NONE)) {
            outbox.send(MAIL);
            untilSettled(outbox);

            assertThat(server.letters()).hasSize(1);
            assertThat(outbox.statistics()).isEqualTo(new OutboxStatistics(0, 0, 0, 1, 0));
            assertThat(logged.warnings()).singleElement().asString().contains("was refused", "5.7.1", "looks odd");
        }
    }

    @Test
    void what_is_refused_for_now_is_tried_again_as_the_same_letter() throws InterruptedException {
        var tries = new AtomicInteger();
        try (var server = SmtpServer.start()
                        .answering(
                                SmtpServer.END_OF_TEXT,
                                _ -> tries.incrementAndGet() < 3 ? "451 4.7.1 come back later" : "250 taken");
                var outbox = outbox(smtp(server.port()), NONE)) {
            outbox.send(MAIL);
            untilSettled(outbox);

            assertThat(outbox.statistics()).isEqualTo(new OutboxStatistics(1, 0, 2, 0, 0));
            assertThat(server.letters()).hasSize(3);
            assertThat(server.letters().stream().map(OutboxTest::messageId).distinct())
                    .hasSize(1);
        }
    }

    @Test
    void a_mail_is_given_up_after_ten_tries_with_pauses_that_grow() throws InterruptedException {
        var tries = new AtomicInteger();
        var pauses = new ConcurrentLinkedQueue<Long>();
        Transport away = _ -> {
            tries.incrementAndGet();
            throw new IOException("nobody there, says " + TOKEN);
        };
        try (var outbox = outbox(away, (time, _) -> pauses.add(time.toSeconds()))) {
            outbox.send(MAIL);
            untilSettled(outbox);

            assertThat(tries).hasValue(10);
            assertThat(pauses).containsExactly(1L, 3L, 9L, 27L, 81L, 243L, 729L, 2187L, 3600L);
            assertThat(outbox.statistics()).isEqualTo(new OutboxStatistics(0, 0, 9, 1, 0));
            assertThat(logged.warnings()).hasSize(10);
            assertThat(logged.warnings().getLast())
                    .isEqualTo("WARN mail to ann@example.com: Your link was given up after try 10:"
                            + " nobody there, says [text]");
        }
    }

    @Test
    void a_mail_that_waits_for_its_next_try_holds_up_nobody() throws InterruptedException {
        Transport picky = letter -> {
            if (letter.mail().to().startsWith("slow")) {
                throw new IOException("not now");
            }
        };
        try (var outbox = outbox(picky, Pause.REAL)) {
            for (var number = 0; number < 50; number++) {
                outbox.send(to("slow" + number));
            }
            Await.until(() -> outbox.statistics().retried() >= 50);
            outbox.send(MAIL);
            Await.until(() -> outbox.statistics().sent() == 1);

            Await.until(() -> outbox.statistics().waiting() == 50);
        }
    }

    @Test
    void a_mail_server_that_does_not_answer_holds_up_neither_senders_nor_other_mails() throws InterruptedException {
        try (var server = SmtpServer.start()
                        .answering("RCPT", line -> line.contains("silent") ? SmtpServer.SILENCE : "250 ok");
                var outbox = outbox(smtp(server.port()), Pause.REAL)) {
            outbox.send(to("silent"));
            Await.until(() -> server.count("RCPT") == 1);
            for (var number = 0; number < 20; number++) {
                outbox.send(to("ann" + number));
            }
            Await.until(() -> outbox.statistics().equals(new OutboxStatistics(20, 1, 0, 0, 0)));

            assertThat(server.letters()).hasSize(20);
            server.breakOff();
        }
    }

    @Test
    void what_has_no_room_is_dropped_and_counted() throws InterruptedException {
        var gate = new CountDownLatch(1);
        var most = new AtomicInteger();
        var atOnce = new AtomicInteger();
        Transport stuck = _ -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            gate.await();
            atOnce.decrementAndGet();
        };
        try (var outbox = outbox(stuck, NONE)) {
            for (var number = 0; number < 1_003; number++) {
                outbox.send(MAIL);
            }
            assertThat(outbox.statistics()).isEqualTo(new OutboxStatistics(0, 1_000, 0, 0, 3));
            assertThat(logged.warnings())
                    .hasSize(3)
                    .allMatch(line -> line.contains("was dropped: 1000 wait already; is the mail server away?"));

            Await.until(() -> atOnce.get() == 4);
            gate.countDown();
            untilSettled(outbox);
            outbox.send(MAIL);
            untilSettled(outbox);
            assertThat(outbox.statistics()).isEqualTo(new OutboxStatistics(1_001, 0, 0, 0, 3));
            assertThat(most).as("deliveries at a time").hasValue(4);
        }
    }

    @Test
    void E5_a_transport_that_fails_in_an_unheard_of_way_loses_no_room() throws InterruptedException {
        Transport broken = _ -> {
            throw new StackOverflowError(TOKEN);
        };
        try (var outbox = outbox(broken, NONE)) {
            outbox.send(MAIL);
            untilSettled(outbox);

            assertThat(outbox.statistics().failed()).isEqualTo(1);
        }
    }

    @Test
    void closing_delivers_what_is_there_and_tries_once_more_what_waits() throws InterruptedException {
        var isAway = new CountDownLatch(1);
        Transport returning = _ -> {
            if (isAway.getCount() > 0) {
                throw new IOException("away");
            }
        };
        var outbox = outbox(returning, (_, end) -> end.await());
        for (var number = 0; number < 100; number++) {
            outbox.send(MAIL);
        }
        Await.until(() -> outbox.statistics().retried() == 100);
        isAway.countDown();
        outbox.close();

        assertThat(outbox.statistics()).isEqualTo(new OutboxStatistics(100, 0, 100, 0, 0));
        assertThat(logged.warnings()).noneMatch(line -> line.contains("since the program ends"));
    }

    @Test
    void closing_says_how_many_were_given_up() throws InterruptedException {
        Transport away = _ -> {
            throw new SocketTimeoutException("away");
        };
        var outbox = outbox(away, Pause.REAL);
        for (var number = 0; number < 7; number++) {
            outbox.send(MAIL);
        }
        Await.until(() -> outbox.statistics().retried() >= 7);
        outbox.close();

        assertThat(outbox.statistics().failed()).isEqualTo(7);
        assertThat(logged.warnings()).endsWith("WARN 7 mails were given up, since the program ends");
    }

    @Test
    void closing_takes_no_longer_than_a_few_seconds_and_can_be_done_again() {
        Transport stuck = _ -> Thread.sleep(Duration.ofMinutes(10));
        var outbox = outbox(stuck, NONE);
        for (var number = 0; number < 10; number++) {
            outbox.send(MAIL);
        }
        var start = System.nanoTime();
        outbox.close();
        outbox.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(20));
        assertThat(outbox.statistics()).isEqualTo(new OutboxStatistics(0, 0, 0, 10, 0));
        assertThat(logged.warnings())
                .filteredOn(line -> line.endsWith("mails were given up, since the program ends"))
                .isEqualTo(List.of("WARN 10 mails were given up, since the program ends"));
    }

    @Test
    void an_outbox_that_is_closed_drops_and_does_not_fail() {
        var outbox = outbox(_ -> {}, NONE);
        outbox.close();
        outbox.send(MAIL);

        assertThat(outbox.statistics()).isEqualTo(new OutboxStatistics(0, 0, 0, 0, 1));
        assertThat(logged.warnings())
                .containsExactly("WARN mail to ann@example.com: Your link was dropped: the program is ending");
    }
}
