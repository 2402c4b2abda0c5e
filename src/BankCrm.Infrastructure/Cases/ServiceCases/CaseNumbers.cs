using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Infrastructure.Cases.ServiceCases;

internal sealed class CaseNumbers(CrmDb db) : ICaseNumbers
{
    public const string Sequence = "case_numbers";

    public async Task<long> NextAsync(CancellationToken ct) => (await TakeAsync(db, 1, ct))[0];

    public static Task<IReadOnlyList<long>> TakeAsync(CrmDb db, int howMany, CancellationToken ct) =>
        db.ReadAsync($"select nextval('{Sequence}') from generate_series(1, $1)", row => row.GetInt64(0), ct, howMany);
}
