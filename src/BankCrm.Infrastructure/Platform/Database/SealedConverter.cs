using BankCrm.Domain.Common;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BankCrm.Infrastructure.Platform.Database;

internal sealed class SealedConverter() : ValueConverter<Sealed, byte[]>(value => value.Envelope, bytes => new Sealed(bytes));
