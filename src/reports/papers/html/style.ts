/** Reads well on a phone and prints well; contrast above 7 to 1. */
export const STYLE = `
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0 auto;max-width:52rem;padding:1rem 1.25rem 4rem;font:1rem/1.55 system-ui,"DejaVu Sans",Arial,sans-serif;color:#1b1f27;background:#fff;overflow-wrap:anywhere}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:1rem;background:#fff;padding:.5rem}
.standing{border:2px solid #8a3b00;color:#6b2d00;background:#fff6ee;padding:.5rem .75rem;font-weight:600;margin:.5rem 0 1rem}
header{border-bottom:3px solid #1f4e79;margin-bottom:1.5rem;padding-bottom:1rem}
.city{margin:0;color:#1f4e79;font-weight:600}
h1{font-size:1.9rem;line-height:1.2;margin:.25rem 0 .5rem}
.subtitle{font-size:1.15rem;margin:0 0 .75rem}
header dl{margin:0;font-size:.9rem}
header dl div{display:flex;gap:.5rem;flex-wrap:wrap}
dt{font-weight:600;min-width:8.5rem}
dd{margin:0;flex:1 1 14rem}
h2{font-size:1.4rem;margin:2.2rem 0 .6rem;color:#1f4e79;border-bottom:1px solid #c4cbd6;padding-bottom:.2rem}
h3{font-size:1.15rem;margin:1.6rem 0 .4rem}
h4{font-size:1rem;margin:1.2rem 0 .3rem}
p,li{max-width:44rem}
a{color:#0b4a8f}
a.source{font-size:.78em;text-decoration:none;white-space:nowrap}
a.source:hover,a.source:focus{text-decoration:underline}
.table{overflow-x:auto;margin:1rem 0}
.table:focus{outline:2px solid #0b4a8f}
table{border-collapse:collapse;width:100%;font-size:.88rem}
caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{border:1px solid #c4cbd6;padding:.3rem .5rem;text-align:left;vertical-align:top}
thead th{background:#e9eef5}
tbody th{font-weight:600}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}
.note{border-left:4px solid #1f4e79;background:#f2f6fb;padding:.1rem .8rem;margin:1rem 0}
.below{font-size:.85rem;color:#3c4350}
figure{margin:1.2rem 0;overflow-x:auto}
figure svg{max-width:100%;height:auto}
figcaption{font-weight:600;font-size:.9rem}
.contents{list-style:none;padding-left:0}
.contents .level-2{padding-left:1.4rem}
hr.break{border:0}
@media print{
@page{size:letter;margin:2cm 1.8cm}
body{max-width:none;padding:0;font-size:10.5pt}
.skip{display:none}
.standing{position:fixed;top:-1.2cm;left:0;right:0;margin:0;font-size:8.5pt;padding:.1rem .4rem}
h2,h3,h4,caption,figcaption{break-after:avoid}
tr,figure,.note{break-inside:avoid}
thead{display:table-header-group}
a{color:inherit;text-decoration:none}
.table,figure{overflow:visible}
hr.break{break-after:page}
}`.trim();
