namespace BankCrm.Application.Customers.Attachments;

/// <summary>Settings under BankCrm:Attachments.</summary>
public sealed record AttachmentLimits
{
    /// <summary>Of one file.</summary>
    public int FileMegabytes { get; init; } = 20;

    /// <summary>Of all files of one customer, old versions included.</summary>
    public int CustomerMegabytes { get; init; } = 200;

    /// <summary>That one colleague may upload in 24 hours.</summary>
    public int DayMegabytes { get; init; } = 500;
}
