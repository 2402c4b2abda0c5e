using BankCrm.Domain.Common;

namespace BankCrm.Application.Tests.DataQuality.Export;

public sealed class FormulaTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+86")]
    [InlineData("-x")]
    [InlineData("@sum")]
    [InlineData("\tx")]
    [InlineData("\r\nx")]
    [InlineData("＝x")]
    [InlineData("＋x")]
    [InlineData("－x")]
    [InlineData("＠x")]
    public void What_a_spreadsheet_would_run_is_written_with_an_apostrophe(string cell) => Assert.Equal("'" + cell, Formula.Neutral(cell));

    [Theory]
    [InlineData("")]
    [InlineData("张伟")]
    [InlineData("007")]
    [InlineData("=1")]
    [InlineData("'")]
    [InlineData("'=1")]
    [InlineData("''=1")]
    [InlineData("'5")]
    [InlineData("'Ndrangheta")]
    [InlineData("''quoted''")]
    public void Read_again_a_cell_is_what_it_was(string cell) => Assert.Equal(cell, Formula.Bare(Formula.Neutral(cell)));
}
