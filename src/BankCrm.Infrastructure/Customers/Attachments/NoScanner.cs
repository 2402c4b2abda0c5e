using BankCrm.Application.Customers.Attachments;

namespace BankCrm.Infrastructure.Customers.Attachments;

/// <summary>Stands where no virus scanner was registered; the pages say so.</summary>
internal sealed class NoScanner : IVirusScanner
{
    public bool IsSetUp => false;

    public Task<bool> IsCleanAsync(Stream content, CancellationToken ct) => throw new NotSupportedException("No virus scanner is set up.");
}
