using System.Text;
using BankCrm.Application.Cases.Mails;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Infrastructure.Integration.Email.Incoming;
using Xunit;

namespace BankCrm.Application.Tests.Integration.Email;

/// <summary>What is read of mails, however they are written.</summary>
public sealed class WrittenMailTests
{
    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding("gbk")!;

    [Fact]
    public void A_plain_mail_is_read_with_who_wrote_it_and_when_the_banks_server_took_it()
    {
        var mail = Read(WrittenMails.Of("\"Li, Na\" <li.na@customer.example>", "Card", "My card does not work.\nPlease help."));

        Assert.Equal(("li.na@customer.example", "Li, Na", "Card", "My card does not work.\nPlease help."), (mail.Sender, mail.Name, mail.Subject, mail.Text));
        Assert.Equal(new DateTimeOffset(2026, 11, 27, 2, 0, 0, TimeSpan.Zero), mail.ReceivedAt);
        Assert.False(mail.IsAutomatic || mail.IsCut);
    }

    [Fact]
    public void Words_in_gbk_and_quoted_printable_are_read_also_where_a_letter_is_in_two_of_them()
    {
        var bytes = Gbk.GetBytes("信用卡还款");
        var (head, tail) = (Convert.ToBase64String(bytes[..3]), Convert.ToBase64String(bytes[3..]));
        var text = string.Concat(Gbk.GetBytes("您好：账单不对").Select(b => $"={b:X2}")) + "=\n=0A=B5=DA";
        var mail = Read($"From: =?UTF-8?Q?=E5=BC=A0_?= <zhang@customer.example>\nSubject: =?gb2312?B?{head}?=\n =?GB2312?b?{tail}?= (1)\nContent-Type: text/plain; charset=GBK\nContent-Transfer-Encoding: quoted-printable\n\n{text}");

        Assert.Equal(("张", "信用卡还款 (1)"), (mail.Name, mail.Subject));
        Assert.Equal("您好：账单不对\n第", mail.Text);
    }

    [Fact]
    public void Bytes_that_say_nothing_of_their_charset_are_utf8_or_gb18030()
    {
        Assert.Equal("余额", Read("From: a@customer.example\nSubject: " + Encoding.Latin1.GetString(Gbk.GetBytes("余额")) + "\n\nx").Subject);
        Assert.Equal("余额", Read("From: a@customer.example\n\n" + Encoding.Latin1.GetString(Encoding.UTF8.GetBytes("余额"))).Text);
        Assert.Equal("余额", Read("From: a@customer.example\nContent-Type: text/plain; charset=x-unheard-of\n\n" + Encoding.Latin1.GetString(Gbk.GetBytes("余额"))).Text);
    }

    [Fact]
    public void Of_html_the_words_are_kept_and_no_markup()
    {
        var mail = Read("From: a@customer.example\nContent-Type: text/html\n\n<html><head><title>t</title><style>p{}</style></head><body><!-- <p>no</p> --><p>Dear&nbsp;bank,</p><script>alert(1)</script>"
            + "<p onclick=\"x()\">3 &lt; 5 &amp; &#x202E;so<br>on <img src=x onerror=alert(1)></p><iframe src=//evil>");

        Assert.Equal("Dear\u00A0bank,\n\n3 < 5 & so\non", mail.Text.Replace("\n \n", "\n\n", StringComparison.Ordinal));
        Assert.DoesNotContain("alert", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_plain_text_counts_where_there_is_html_too_also_deep_inside()
    {
        var alternative = "Content-Type: multipart/alternative; boundary=a\n\n--a\nContent-Type: text/plain\n\nplain\n--a\nContent-Type: text/html\n\n<b>rich</b>\n--a--";
        Assert.Equal("plain", Read(WrittenMails.Multipart("a@customer.example", "s", alternative)).Text);
        Assert.Equal("", Read(Nested("Content-Type: text/plain\n\ntoo deep", 200)).Text);
        Assert.Equal("still read", Read(Nested("Content-Type: text/plain\n\nstill read", 4)).Text);
    }

    [Fact]
    public void Files_of_kinds_that_are_kept_are_taken_and_the_others_are_named()
    {
        var mail = Read(WrittenMails.Multipart("a@customer.example", "s", "Content-Type: text/plain\n\nHello", WrittenMails.Attachment("receipt.txt", "Paid"), WrittenMails.Attachment("../../run.exe", "MZ"),
            WrittenMails.Attachment("", "Paid twice", "filename*=UTF-8''%E5%9B%9E%E5%8D%95.txt"), "Content-Type: message/rfc822\n\nSubject: inner\n\nnot mine",
            WrittenMails.Attachment("", "x", "filename*0=\"long\"; filename*1=\"er.pdf\"")));

        Assert.Equal(["receipt.txt", "回单.txt", "longer.pdf"], mail.Files.Select(f => f.Name));
        Assert.Equal("Paid", new StreamReader(mail.Files[0].Content).ReadToEnd());
        Assert.Equal(["run.exe (1 KB)", "message-rfc822 (1 KB)"], mail.LeftOut);
        Assert.Equal("Hello", mail.Text);
    }

    [Fact]
    public void Too_many_files_are_named_and_one_that_was_cut_off_is_not_taken()
    {
        var many = Read(WrittenMails.Multipart("a@customer.example", "s", [.. Enumerable.Range(0, 60).Select(i => WrittenMails.Attachment($"{i}.txt", "x"))]));
        Assert.Equal((TakeMail.MostFiles, TakeMail.MostNames), (many.Files.Count, many.LeftOut.Count));

        var whole = WrittenMails.Multipart("a@customer.example", "s", "Content-Type: text/plain\n\nSee there", WrittenMails.Attachment("a.txt", new string('a', 5000)));
        var cut = WrittenMail.Read(Encoding.Latin1.GetBytes(whole[..2000]), isWhole: false, 9000, Guid.NewGuid(), _ => null);
        Assert.Equal((0, true, "See there"), (cut.Files.Count, cut.IsCut, cut.Text));
        Assert.StartsWith("a.txt", Assert.Single(cut.LeftOut), StringComparison.Ordinal);
    }

    [Fact]
    public void Control_characters_and_turns_of_direction_are_left_out_and_what_is_too_long_is_cut()
    {
        var mail = Read("From: a@customer.example\nSubject: =?utf-8?Q?a=00b=E2=80=AEc=0D=0AX-Evil:_1?=\nContent-Type: text/plain; charset=utf-8\n\n" + Encoding.Latin1.GetString(Encoding.UTF8.GetBytes("x\u0007y\u2066z" + new string('长', 9000))));

        Assert.Equal("abc  X-Evil: 1", mail.Subject);
        Assert.StartsWith("xyz长", mail.Text, StringComparison.Ordinal);
        Assert.Equal((CaseStep.TextMaxLength, true), (mail.Text.Length, mail.IsCut));
        Assert.Null(CleanText.Check(mail.Text, CaseStep.TextMaxLength, manyLines: true));
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-replied")]
    [InlineData("Auto-Submitted: auto-generated (rejected)")]
    [InlineData("Precedence: bulk")]
    [InlineData("List-Id: <news.example>")]
    [InlineData("List-Unsubscribe: <mailto:x@example>")]
    [InlineData("X-Autoreply: yes")]
    [InlineData("Content-Type: multipart/report; report-type=delivery-status; boundary=b")]
    public void Automatic_answers_reports_and_lists_are_told(string field)
    {
        Assert.True(Read($"From: a@customer.example\n{field}\n\nI am away").IsAutomatic);
        Assert.False(Read("From: a@customer.example\nAuto-Submitted: no\n\nI am here").IsAutomatic);
        Assert.True(Read("Return-Path: <>\nFrom: a@customer.example\n\nx").IsAutomatic);
        Assert.True(Read("From: MAILER-DAEMON@customer.example\n\nx").IsAutomatic);
    }

    [Theory]
    [InlineData("From: a@customer.example, b@customer.example")]
    [InlineData("From: A <a@customer.example>, B <b@customer.example>")]
    [InlineData("From: nobody")]
    [InlineData("From: <>")]
    [InlineData("From: \"a@customer.example\" <b@>")]
    [InlineData("X: y")]
    public void Who_names_no_sender_or_several_has_none(string field) => Assert.Equal("", Read($"{field}\n\nx").Sender);

    [Fact]
    public void An_address_in_a_name_is_no_address() => Assert.Equal("evil@other.example", Read("From: \"Li <li@customer.example>\" <evil@other.example>\n\nx").Sender);

    [Fact]
    public void Only_the_topmost_word_on_the_sender_counts()
    {
        const string good = "Authentication-Results: mx.bank.example; spf=pass; dmarc=pass (p=reject) header.from=customer.example";
        Assert.Equal("mx.bank.example", Read($"{good}\nFrom: a@customer.example\n\nx").ConfirmedBy);
        Assert.Equal("", Read($"Authentication-Results: mx.bank.example; dmarc=fail\n{good}\nFrom: a@customer.example\n\nx").ConfirmedBy);
        Assert.Equal("", Read("Authentication-Results: mx.bank.example; spf=pass; x=dmarc=pass\nFrom: a@customer.example\n\nx").ConfirmedBy);
        Assert.Equal("evil.example", Read($"Authentication-Results: evil.example; dmarc=pass\n{good}\nFrom: a@customer.example\n\nx").ConfirmedBy);
    }

    [Fact]
    public void A_mail_is_the_same_by_whichever_servers_it_came_and_another_with_other_words()
    {
        static byte[] Digest(string mail) => Read(mail).Digest;
        Assert.Equal(Digest("Received: one\nFrom: a@customer.example\nMessage-ID: <1@x>\n\nx"), Digest("Received: two\nReceived: one\nFrom: a@customer.example\nMessage-ID: <1@x>\n\nx"));
        Assert.NotEqual(Digest("From: a@customer.example\nMessage-ID: <1@x>\n\nx"), Digest("From: a@customer.example\nMessage-ID: <1@x>\n\ny"));
        Assert.NotEqual(Digest("From: a@customer.example\nMessage-ID: <1@x>\n\nx"), Digest("From: a@customer.example\nMessage-ID: <2@x>\n\nx"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData("From")]
    [InlineData("From: a@customer.example")]
    [InlineData("From: a@customer.example\nContent-Type: multipart/mixed; boundary=\"\"\n\n--\n--\n")]
    [InlineData("From: a@customer.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n--b\n\n--b--")]
    [InlineData("From: a@customer.example\nContent-Type: text/plain; charset=\nContent-Transfer-Encoding: base64\n\n%%%=A")]
    [InlineData("From: a@customer.example\nSubject: =?utf-8?B?????=?=\n\n<")]
    [InlineData("From: =?x?Q?=?= <a@customer.example>\nContent-Type: text/html\n\n<<<!--<script")]
    [InlineData("From: a@customer.example\nContent-Disposition: attachment; filename*=UTF-8''%\n\nx")]
    public void Broken_mails_are_read_as_far_as_they_go(string mail)
    {
        var read = Read(mail);
        Assert.Null(CleanText.Check(read.Text, CaseStep.TextMaxLength, manyLines: true));
        Assert.Equal(32, read.Digest.Length);
    }

    [Fact]
    public void Twenty_megabytes_are_read_in_little_time()
    {
        var mail = WrittenMails.Multipart("a@customer.example", "s", "Content-Type: text/plain\n\nBig", WrittenMails.Attachment("big.txt", new string('b', 20 * 1024 * 1024)));
        var start = TimeProvider.System.GetTimestamp();

        var read = Read(mail);

        Assert.Equal(20L * 1024 * 1024, Assert.Single(read.Files).Content.Length);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    private static TakeMail Read(string mail) => WrittenMail.Read(Encoding.Latin1.GetBytes(mail), isWhole: true, mail.Length, Guid.CreateVersion7(), _ => null);

    private static string Nested(string part, int deep)
    {
        var text = part;
        for (var i = 0; i < deep; i++)
        {
            text = $"Content-Type: multipart/mixed; boundary=\"b{i}\"\n\n--b{i}\n{text}\n--b{i}--\n";
        }

        return "From: a@customer.example\n" + text;
    }
}
