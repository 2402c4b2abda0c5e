using System.Text;

namespace BankCrm.Application.Tests.Integration.Email;

/// <summary>Mails as people and their programs write them.</summary>
internal static class WrittenMails
{
    private static int numbers;

    /// <param name="more">Further fields, a line each.</param>
    public static string Of(string from, string subject, string text, string more = "") => Raw($"""
        Received: from mx.customer.example by mx.bank.example; Fri, 27 Nov 2026 10:00:00 +0800 (CST)
        Return-Path: <someone@customer.example>
        From: {from}
        To: service@bank.example
        Subject: {subject}
        Message-ID: <{Interlocked.Increment(ref numbers)}.{Guid.NewGuid():n}@customer.example>
        {more}
        Content-Type: text/plain; charset=utf-8

        {text}
        """.ReplaceLineEndings("\n").Replace("\n\nContent-Type", "\nContent-Type", StringComparison.Ordinal));

    /// <param name="parts">Each with its own head.</param>
    public static string Multipart(string from, string subject, params string[] parts) => Raw(
        $"From: {from}\nSubject: {subject}\nMessage-ID: <{Interlocked.Increment(ref numbers)}.{Guid.NewGuid():n}@customer.example>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"=_p\"\n\nPreamble\n"
        + string.Concat(parts.Select(p => $"--=_p\n{p}\n")) + "--=_p--\n");

    public static string Attachment(string name, string content, string field = "") =>
        $"Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; {(field.Length > 0 ? field : $"filename=\"{name}\"")}\n\n"
        + Convert.ToBase64String(Encoding.UTF8.GetBytes(content), Base64FormattingOptions.InsertLineBreaks).ReplaceLineEndings("\n");

    /// <summary>The bytes of it as letters, as the mailbox gives them.</summary>
    private static string Raw(string mail) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(mail));
}
