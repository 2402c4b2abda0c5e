namespace BankCrm.Application.Customers.Attachments;

/// <summary>Searches files for viruses. Register one of your own before AddInfrastructure to use it.</summary>
public interface IVirusScanner
{
    /// <summary>False: files are kept as "not scanned", and pages say so.</summary>
    bool IsSetUp { get; }

    /// <summary>True: nothing was found.</summary>
    /// <exception cref="IOException">The scanner does not answer: it is asked again.</exception>
    Task<bool> IsCleanAsync(Stream content, CancellationToken ct);
}
