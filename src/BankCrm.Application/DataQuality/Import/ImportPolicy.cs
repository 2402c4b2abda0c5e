namespace BankCrm.Application.DataQuality.Import;

/// <summary>The bank's setting for imports.</summary>
/// <param name="NeedsSecondPerson">Whoever uploaded a file or assigned its columns does not let it begin: a colleague who may import does.</param>
public sealed record ImportPolicy(bool NeedsSecondPerson);
