using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Infrastructure.Integration.Email;

/// <summary>
/// The ids of e-mails: that of the message, and a proof under a key of ours that a mail with it left from here. Who only knows the id of a message cannot say that it came back.
/// </summary>
internal sealed class MailIds(IBlindIndex index)
{
    private const string Column = "outgoing_messages.mail_id";
    private const int Figures = 32;

    /// <summary>What stands before the @.</summary>
    public string Of(Guid message) => $"{message:n}.{ProofOf(message)}";

    /// <summary>Null: it is none of ours.</summary>
    public Guid? Read(string mailId) =>
        mailId.Length == Figures + 1 + Figures && Guid.TryParseExact(mailId[..Figures], "n", out var message)
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(mailId[(Figures + 1)..]), Encoding.ASCII.GetBytes(ProofOf(message))) ? message : null;

    private string ProofOf(Guid message) => Convert.ToHexStringLower(index.Of(Column, message.ToString("n", CultureInfo.InvariantCulture)));
}
