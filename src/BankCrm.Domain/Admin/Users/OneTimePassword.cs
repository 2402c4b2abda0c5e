using System.Security.Cryptography;

namespace BankCrm.Domain.Admin.Users;

/// <summary>A password that an administrator hands over: shown once, and good only for choosing one's own.</summary>
public static class OneTimePassword
{
    /// <summary>Nothing that is mistaken for something else when it is read out.</summary>
    private const string Signs = "abcdefghjkmnpqrstuvwxyz23456789";

    public static string New() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Signs, 4)));
}
